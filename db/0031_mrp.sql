-- 0031  Being MRP is open work while the patient lives: whoever leaves hands their patients over, or leaves them
-- without an MRP, where they wait for one. Whose patient somebody was when they died stays on record.
set search_path = custodian;

alter table patient
  -- Whose patient it was before, and since when it is whose it is, or nobody's.
  add column mrp_came_from_id uuid,
  add column mrp_since timestamptz not null default now();
-- Patients of whoever has left already wait from here on, and say whose they were. Nobody acts here, hence no
-- note of a change: each clinic gets the entry that says so.
alter table patient disable trigger user;
with freed as (
  update patient p set mrp_came_from_id = p.mrp_id, mrp_id = null
   where p.mrp_id is not null and p.deceased_on is null and not p.deceased
     and not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.mrp_id)
  returning p.clinic_id)
insert into audit_entry (clinic_id, action, outcome, facts)
select clinic_id, 'patients.assign-mrp', 'done', jsonb_build_object('patients', count(*), 'after', jsonb_build_object('mrp', null))
  from freed group by clinic_id;
alter table patient enable trigger user;

alter table patient
  add column open_mrp_id uuid generated always as (case when deceased_on is null and not deceased then mrp_id end) stored,
  add constraint patient_came_from_known foreign key (clinic_id, mrp_came_from_id) references clinic_user,
  add constraint patient_open_holder_active foreign key (clinic_id, open_mrp_id) references active_user;
create index patient_open on patient (clinic_id, open_mrp_id, sort_name, patient_id) where open_mrp_id is not null;
create index patient_without_mrp on patient (clinic_id, sort_name, patient_id) where mrp_id is null and deceased_on is null and not deceased;

create function note_former_mrp() returns trigger language plpgsql as $$
begin
  new.mrp_came_from_id := coalesce(old.mrp_id, old.mrp_came_from_id);
  new.mrp_since := now();
  return new;
end $$;
create trigger mrp_changes before update of mrp_id on patient
  for each row when (old.mrp_id is distinct from new.mrp_id) execute function note_former_mrp();

-- The master file as a piece of work, under the names that every kind has. The server does not read it.
create view mrp_patient as
  select clinic_id, patient_id, mrp_id as holder_id, mrp_came_from_id as came_from_id, open_mrp_id as open_holder_id,
         mrp_since as since, deceased_on is null and not deceased as is_open
    from patient;

call stamp_work_kind('mrp-patient', 'mrp_patient', id => 'patient_id', open => 'true', facet => 'null::text',
  since => 'w.since', needs => 'patients.read-patient', pooled => 'w.is_open', untouched => 'w.since = l.at',
  conflict => $$
    when (select u.type from clinic_user u where u.clinic_id = (select current_clinic()) and u.user_id = successor)
         is distinct from 'doctor' then 'not-permitted' $$);
call stamp_waiting('mrp_patient', 'mrp_patient', 'patients.list-mrp-patients', 'w.is_open');
