-- 0052  What the log tells of several patients at once: nothing to whoever is kept from any patient, and to the
-- report on one patient's record that they were among them.
set search_path = custodian;

-- Whether the reader is told what an entry holds besides who did what and when. An entry about one patient is there
-- or not. Another may hold criteria that name a closed patient, their id among others', or a number that is one too
-- high: it is told where nothing is closed to the reader, and of what has to do with no patient.
create function entry_tells(in_action text, in_patient uuid) returns boolean
  language sql stable
  begin atomic
    select in_patient is not null
        or split_part(in_action, '.', 1) in ('absences', 'access-review', 'audit', 'clinics', 'credentials', 'demo', 'last-day', 'outbox',
                                             'outside-checklist', 'roles', 'second-factors', 'sign-in', 'sites', 'standing-rules', 'users')
        or not exists (select from own_blocked_patient where clinic_id = (select current_clinic()));
  end;

-- Whom an entry is about where they are several, by their demographic numbers: one range for a whole clinic in a file.
-- It stands beside the entry of its transaction, by what makes that entry the only one, since it is written first.
create table entry_patients (
  clinic_id  uuid not null,
  xact       xid8 not null default pg_current_xact_id(),
  at         timestamptz not null default now(),
  numbers    int8multirange not null,
  primary key (clinic_id, xact, at),
  constraint entry_patients_recorded foreign key (clinic_id, xact, at) references audit_entry (clinic_id, xact, at) deferrable initially deferred,
  constraint entry_patients_some check (not isempty(numbers))
);
create index entry_patients_by_time on entry_patients (clinic_id, at desc);
-- Nobody reads it but the functions below: it holds the numbers of patients who are closed to some.
alter table entry_patients enable row level security;
-- Final as the entry itself: only the act that is under way may still add to it.
create function keep_entry_patients() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.xact = pg_current_xact_id() and new.numbers @> old.numbers then
    return new;
  end if;
  raise exception 'audit entries are final' using errcode = 'CU002';
end $$;
create trigger final before update or delete on entry_patients for each row execute function keep_entry_patients();

-- The act of this transaction is about the patients of these demographic numbers too; of none it says nothing.
create function entry_concerns(in_numbers int8multirange) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    insert into entry_patients (clinic_id, numbers) select current_clinic(), in_numbers where not coalesce(isempty(in_numbers), true)
    on conflict (clinic_id, xact, at) do update set numbers = entry_patients.numbers + excluded.numbers;
  end;

-- A statement that changes what stands of several patients says of whom, whoever wrote it: a hand-over, a pool given
-- out, a day cancelled, an import. Of one patient the entry itself speaks.
create function note_several() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  insert into entry_patients (clinic_id, numbers)
  select p.clinic_id, range_agg(int8range(p.demographic_number, p.demographic_number + 1))
    from (select distinct clinic_id, patient_id from changed where patient_id is not null) c join patient p using (clinic_id, patient_id)
   group by p.clinic_id having count(*) > 1
  on conflict (clinic_id, xact, at) do update set numbers = entry_patients.numbers + excluded.numbers;
  return null;
end $$;
create procedure note_several_of(target regclass)
  language plpgsql set search_path = custodian, pg_temp as $$
begin
  execute format('create trigger several_changed after update on %s referencing new table as changed for each statement execute function note_several()', target);
  execute format('create trigger several_added after insert on %s referencing new table as changed for each statement execute function note_several()', target);
end $$;
do $$
declare
  one regclass;
begin
  -- Whatever is work, and the master file.
  for one in select distinct c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
              where c.relkind = 'r' and (c.oid = 'patient'::regclass or c.oid in (select w.target::regclass from work_kind w)) loop
    call note_several_of(one);
  end loop;
end $$;

-- The entries in which a patient was one of several, by what makes each the only one; none of a patient who is closed
-- to whoever asks.
create function entries_among(in_patient uuid) returns table (xact xid8, at timestamptz)
  language sql stable security definer set search_path = custodian, pg_temp rows 20
  begin atomic
    select s.xact, s.at from patient p join entry_patients s on s.clinic_id = p.clinic_id and s.numbers @> p.demographic_number
     where p.clinic_id = (select current_clinic()) and p.patient_id = in_patient
       and not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id);
  end;
