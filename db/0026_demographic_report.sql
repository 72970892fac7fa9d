-- 0026  The demographic report: what else a master file says, patients by the scan, and saved queries.
set search_path = custodian;

alter table patient
  add column health_version        text not null default '',
  add column health_effective_on   date,
  add column health_renew_on       date,
  add column health_card_type      text not null default '',
  add column pcn_indicator         text not null default '',
  add column second_phone          text not null default '',
  add column chart_number          text not null default '',
  add column roster_status         text not null default '',
  -- That somebody has died stands in `deceased` and `deceased_on`, whatever this says.
  add column patient_status        text not null default 'active',
  add column joined_on             date,
  add column ended_on              date,
  add column family_doctor         text not null default '',
  add column newsletter            text not null default '',
  -- Where the patient is at home; open or closed.
  add column site_id               uuid,
  add constraint patient_roster_status_known check (roster_status in ('', 'rostered', 'not-rostered', 'terminated', 'fee-for-service')),
  add constraint patient_status_known check (patient_status in ('active', 'inactive', 'moved', 'transferred')),
  add constraint patient_newsletter_known check (newsletter in ('', 'no', 'paper', 'electronic')),
  add constraint patient_site_known foreign key (clinic_id, site_id) references site;
grant update (health_version, health_effective_on, health_renew_on, health_card_type, pcn_indicator, second_phone, chart_number,
              roster_status, patient_status, joined_on, ended_on, family_doctor, newsletter, site_id) on patient to custodian_app;

-- The patients and visits that the policies leave of `patient`, `appointment` and `chart_note`, for
-- whoever goes through all of them: by an equality, so that the actor's closed patients are hashed
-- once. The policies look each row up by a range, right for a page and dear for a million rows.
create view scanned_patient with (security_barrier) as
  select p.* from patient p
   where p.clinic_id = (select current_clinic())
     and not exists (select from own_closed_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id);
-- A visit is an appointment that was seen, or a note in the chart.
create view scanned_visit with (security_barrier) as
  select v.clinic_id, v.patient_id, v.at
    from (select clinic_id, patient_id, starts_at as at from appointment where status = 'seen'
          union all select clinic_id, patient_id, written_at from chart_note) v
   where v.clinic_id = (select current_clinic())
     and not exists (select from own_blocked_patient b where b.clinic_id = v.clinic_id and b.patient_id = v.patient_id);
grant select on scanned_patient, scanned_visit to custodian_app;

-- What a report asks for, under a name: one's own, or for everybody.
create table report_query (
  clinic_id   uuid not null,
  query_id    uuid not null default gen_random_uuid(),
  owner_id    uuid not null,
  name        text not null,
  shared      boolean not null default false,
  asked       jsonb not null,
  changed_at  timestamptz not null default now(),
  version     int not null default 1,
  primary key (clinic_id, query_id),
  foreign key (clinic_id, owner_id) references clinic_user,
  constraint report_query_named check (btrim(name) <> '' and char_length(name) <= 100)
);
create unique index report_query_name_unique on report_query (clinic_id, owner_id, lower(btrim(name)));
create unique index report_query_shared_name_unique on report_query (clinic_id, lower(btrim(name))) where shared;
call protect('report_query');
call count_versions('report_query');
create policy own_or_shared on report_query as restrictive for select to custodian_app
  using (shared or owner_id = (select current_actor()));
create policy own_insert on report_query as restrictive for insert to custodian_app with check (owner_id = (select current_actor()));
create policy own_update on report_query as restrictive for update to custodian_app using (owner_id = (select current_actor()));
create policy own_delete on report_query as restrictive for delete to custodian_app using (owner_id = (select current_actor()));
grant select, insert, delete on report_query to custodian_app;
grant update (name, shared, asked, changed_at) on report_query to custodian_app;
