-- 0011  Where imported records came from, so that the same bundle twice changes nothing.
set search_path = custodian;

create table imported_resource (
  clinic_id      uuid not null references clinic,
  resource_type  text not null,
  source_key     text not null,
  target_id      uuid not null,
  imported_at    timestamptz not null default now(),
  primary key (clinic_id, resource_type, source_key)
);
call protect('imported_resource');
grant select, insert on imported_resource to custodian_app;
