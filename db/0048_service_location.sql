-- 0048  The clinic has a service location code too: it counts where neither the user nor the site has one.
set search_path = custodian;

-- British Columbia's letters, as of a site; the page offers the list.
alter table clinic add column service_location_code text not null default '',
  add constraint clinic_service_location_in_bc check (service_location_code = '' or province = 'BC'),
  add constraint clinic_service_location_letter check (service_location_code ~ '^[A-Z]?$');
grant update (service_location_code) on clinic to custodian_app;
