-- The three logins, and what only a superuser may do. Run once in the database `careregister` by a superuser:
--     psql --dbname=careregister --file=tools/logins.sql
-- then set a password for each. What each may do to each table is the business of `manage grants`.
-- It may be run again: what is there stays.
do $$
begin
    if not exists (select from pg_roles where rolname = 'careregister_owner') then
        create role careregister_owner login;
    end if;
    if not exists (select from pg_roles where rolname = 'careregister_serve') then
        create role careregister_serve login;
    end if;
    if not exists (select from pg_roles where rolname = 'careregister_privacy') then
        create role careregister_privacy login;
    end if;
    -- The owner's commands may act as privacy by asking (set role), never by accident.
    grant careregister_privacy to careregister_owner with inherit false, set true;
end
$$;

do $$
begin
    execute format('alter database %I owner to careregister_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to careregister_serve, careregister_privacy', current_database());
end
$$;

create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists fuzzystrmatch;
create extension if not exists unaccent;
