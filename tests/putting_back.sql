-- Put into a database that was filled for the tests: kept.put_back() makes it what it was then, and says whether it could;
-- kept.put_rows_back() asks no more whether tables are what they were.
CREATE SCHEMA kept;

CREATE FUNCTION kept.shape() RETURNS text LANGUAGE sql AS $$
SELECT concat_ws(' ', (SELECT count(*) || '/' || max(xmin::text::bigint) FROM pg_class),
    (SELECT count(*) || '/' || max(xmin::text::bigint) FROM pg_attribute),
    (SELECT count(*) || '/' || max(xmin::text::bigint) FROM pg_trigger),
    (SELECT count(*) || '/' || max(xmin::text::bigint) FROM pg_constraint),
    (SELECT count(*) || '/' || max(xmin::text::bigint) FROM pg_proc))
$$;

-- How many rows a table has, and the number of the latest transaction that wrote one of them.
CREATE FUNCTION kept.mark(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    EXECUTE format('SELECT count(*) || ''/'' || coalesce(max(xmin::text::bigint), 0) FROM public.%I', name) INTO found;
    RETURN found;
END $$;

CREATE FUNCTION kept.put_rows_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE each record; counter record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT name FROM kept.mark_of_each WHERE kept.mark(name) <> mark LOOP
        EXECUTE format('DELETE FROM public.%I', each.name);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', each.name);
        UPDATE kept.mark_of_each SET mark = kept.mark(name) WHERE name = each.name;
    END LOOP;
    FOR counter IN SELECT * FROM kept.counters LOOP
        PERFORM setval(counter.name::regclass, counter.at, counter.used);
    END LOOP;
END $$;

CREATE FUNCTION kept.put_back() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF kept.shape() <> (SELECT text FROM kept.then) THEN RETURN false; END IF;
    PERFORM kept.put_rows_back();
    RETURN true;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
    END LOOP;
    CREATE TABLE kept.mark_of_each AS SELECT tablename AS name, kept.mark(tablename) FROM pg_tables WHERE schemaname = 'public';
    CREATE TABLE kept.counters AS SELECT format('public.%I', sequencename) AS name, coalesce(last_value, 1) AS at,
        last_value IS NOT NULL AS used FROM pg_sequences WHERE schemaname = 'public';
    CREATE TABLE kept.then (text text);
END $$;

INSERT INTO kept.then SELECT kept.shape();
