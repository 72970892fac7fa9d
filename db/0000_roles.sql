-- 0000  Run by a superuser (or a role that may create roles), once per cluster: an owner
-- that never logs in, and the role the server runs as. Neither can bypass row-level
-- security. Whoever runs this sets the password of the app role.
do $$
begin
  if to_regrole('custodian_owner') is null then create role custodian_owner nologin; end if;
  if to_regrole('custodian_app') is null then create role custodian_app login noinherit; end if;
  -- Only a superuser may act as both without belonging to them.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant custodian_owner, custodian_app to %I', current_user);
  end if;
exception when insufficient_privilege then
  -- Somebody else made them, for a role that may not; whether it may act as them shows when it does.
  if to_regrole('custodian_owner') is null or to_regrole('custodian_app') is null then raise; end if;
end $$;
