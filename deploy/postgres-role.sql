-- The role and the database that Postrider uses; to be run once by a superuser, with psql:
--   DATABASE_PASSWORD=… psql --set ON_ERROR_STOP=1 --file deploy/postgres-role.sql 'postgres://postgres@…/postgres'
--
-- The role owns its database and nothing else: migrations make tables, gateways make and drop weekly partitions. It is no
-- superuser, makes no databases or roles, and reads no files of the server.

\getenv password DATABASE_PASSWORD

CREATE ROLE postrider LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE postrider OWNER postrider;
REVOKE CONNECT, TEMPORARY ON DATABASE postrider FROM PUBLIC;
