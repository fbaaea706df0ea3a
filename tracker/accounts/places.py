"""Where somebody signs in from, in coarse words: enough to see that it was not oneself, too little to follow anybody."""

import ipaddress

# The first that the browser's own description holds.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("CrOS", "a Chromebook"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


def words(agent: str | None, address: str | None) -> str:
    """Firefox on Windows, network 192.0.2"""
    browser = _first(BROWSERS, agent) or "Another browser"
    system = _first(SYSTEMS, agent)
    network = _network(address)
    return browser + (f" on {system}" if system else "") + (f", network {network}" if network else "")


def _first(known, agent):
    return next((word for mark, word in known if mark in (agent or "")), None)


def _network(address):
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback:
        return "of this machine"
    return ".".join(str(found).split(".")[:3]) if found.version == 4 else ":".join(found.exploded.split(":")[:3])
