-- 0000  Run by a superuser (or a role that may create roles), once per cluster: an owner
-- that never logs in, and the role the server runs as. Neither can bypass row-level
-- security. Whoever runs this sets the password of the app role.
do $$
begin
  if to_regrole('custodian_owner') is null then create role custodian_owner nologin; end if;
  if to_regrole('custodian_app') is null then create role custodian_app login noinherit; end if;
end $$;
