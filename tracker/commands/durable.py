"""Commands that keep the record safe: backup, restore, sweep, doctor, scan."""

from pathlib import Path

import click
from flask import current_app

from actions import backups, files, leftovers, verify
from actions.backups import BadBackup
from tracker import beats, clock, doctor, migrations, scanner, scanning_again, sweeping
from tracker.commands.ending import stop
from tracker.words import count

FOLDER = click.Path(file_okay=False, path_type=Path)
OLDER = "It is of an earlier version. Now run: flask db upgrade && flask verify"


@click.command("backup")
@click.argument("folder", type=FOLDER)
def backup_command(folder):
    """Copy the record and its evidence to a new folder, while people go on working. Exit code 1 if a file was damaged."""
    try:
        done = backups.backup(folder.absolute(), at=clock.real_now())
    except BadBackup as refusal:
        stop(str(refusal))
    except OSError as fault:
        stop(f"Nothing was kept: {fault.strerror}.")
    beats.ran("backup")
    click.echo(f"{_held(done.manifest)} are in {folder}.")
    for fault in done.faults:
        click.echo(fault, err=True)
    if done.faults:
        stop("The backup holds all but these. Look for them in an earlier backup.")


@click.command("restore")
@click.argument("folder", type=FOLDER)
def restore_command(folder):
    """Put a backup back into an empty database and an empty evidence folder, and check that the record is whole."""
    try:
        restored = backups.restore(folder.absolute())
    except BadBackup as refusal:
        stop(str(refusal))
    except OSError as fault:
        stop(f"It was not restored: {fault.strerror}. Empty the place of evidence before you try again.")
    click.echo(f"{_held(restored)} are back, as of {restored.made}.")
    if not migrations.at_head():
        click.echo(OLDER)
        return
    faults = [finding.sentence for finding in verify.verify() if finding.fault]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        stop("The record is not whole. Is JOURNAL_KEY what it was when the backup was made?")
    click.echo("All well.")


@click.command("sweep")
def sweep_command():
    """Take away what is past its time: rows of working tables (old sessions, tries, sent mails and the like), and what
    crashes left where evidence is kept."""
    went = sweeping.sweep()
    for table, number in went.items():
        click.echo(f"{table}: {count(number, 'row')}")
    click.echo("Nothing else is older than its period." if went else "Nothing is older than its period.")
    click.echo(f"{count(_take_leftovers(), 'file')} of no row taken away.")


def _take_leftovers() -> int:
    try:
        return leftovers.take_away(at=clock.real_now())
    except leftovers.NotOurs:
        stop(f"No file was taken away: those in {files.store()} are not of this record. Look at EVIDENCE_URL.")
    except OSError as fault:
        stop(f"Files could not be swept: {fault.strerror}.")


@click.command("doctor")
def doctor_command():
    """Look at settings, database, disk, storage, clock, mail and jobs, and say what to do. Exit code 1 for a fault."""
    faults = 0
    for name, found in doctor.look():
        do = f". {found.do}" if found.do else ""
        click.echo(f"{found.level:<6}{name:<10}{found.sentence}{do}.")
        faults += found.level == doctor.FAULT
    if faults:
        stop(f"{count(faults, 'fault')}.")


@click.command("scan")
@click.option("--all", "every", is_flag=True, help="those too that were scanned before")
def scan_command(every):
    """Scan the files of evidence that were taken in before there was a scanner. Exit code 1 if something is found."""
    url = current_app.config.get("SCANNER_URL") or stop("There is no scanner. Set SCANNER_URL.")
    held = scanning_again.held()
    harmful, faults = {each.number: each for each in held if each.harmful}, 0
    for each in held if every else [one for one in held if one.scanned is None]:
        harmful.pop(each.number, None)
        try:
            found = scanning_again.again(url, each)
        except scanner.CannotScan as why:
            stop(f"Not all was scanned: {why}. Run it again.")
        except files.DamagedFile as damage:
            click.echo(f"Evidence {each.number}: {damage}.", err=True)
            faults += 1
            continue
        if found:
            harmful[each.number] = each._replace(harmful=found)
    _tell(held, harmful, faults)


def _tell(held, harmful, faults):
    for each in harmful.values():
        click.echo(f"Evidence {each.number} on {each.document} {each.action}: {each.harmful}.", err=True)
    click.echo(f"{count(len(held), 'file')} of evidence: in {len(harmful)} something harmful was found.")
    if harmful:
        stop("They are not handed over any more. Let the agency withdraw them, or redact them.")
    if faults:
        stop(f"{count(faults, 'file')} could not be read.")


def _held(manifest) -> str:
    lines = count((manifest.head or (0,))[0], "line")
    return f"{lines} of the journal and {count(len(manifest.hashes) - 1, 'file')} of evidence"


COMMANDS = (backup_command, restore_command, sweep_command, doctor_command, scan_command)
