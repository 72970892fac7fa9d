-- 0007  Appointments. Open while booked or arrived; open_holder_id is what keeps a holder
-- from being deactivated and a leaver from being given new work.
set search_path = custodian;

create table appointment (
  clinic_id        uuid not null,
  appointment_id   uuid not null default gen_random_uuid(),
  patient_id       uuid not null,
  site_id          uuid not null,
  holder_id        uuid,
  came_from_id     uuid,
  starts_at        timestamptz not null,
  ends_at          timestamptz not null,
  reason           text not null default '',
  status           text not null default 'booked',
  version          int not null default 1,
  open_holder_id   uuid generated always as (case when status in ('booked', 'arrived') then holder_id end) stored,
  primary key (clinic_id, appointment_id),
  constraint appointment_patient_known foreign key (clinic_id, patient_id) references patient,
  constraint appointment_site_known foreign key (clinic_id, site_id) references site,
  constraint appointment_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint appointment_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint appointment_status_known check (status in ('booked', 'arrived', 'seen', 'no-show', 'cancelled')),
  constraint appointment_ends_after_start check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
);
create index appointment_open on appointment (clinic_id, open_holder_id, starts_at) where open_holder_id is not null;
create index appointment_by_time on appointment (clinic_id, starts_at, appointment_id);
create index appointment_by_patient on appointment (clinic_id, patient_id, starts_at);
call protect('appointment');
call protect_chart('appointment');
call count_versions('appointment');

call stamp_work_kind('appointment', 'appointment', id => 'appointment_id', open => 'w.starts_at >= now()',
  facet => 'null::text', since => 'w.starts_at', needs => 'schedule.list-appointments', cancel => $$status = 'cancelled'$$,
  conflict => $$
    when (select u.type from clinic_user u where u.clinic_id = (select current_clinic()) and u.user_id = successor)
         not in ('doctor', 'nurse', 'resident', 'midwife') then 'not-bookable'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site'
    when tstzrange(w.starts_at, w.ends_at) && (
           select range_agg(tstzrange(b.starts_at, b.ends_at)) from appointment b
            where b.clinic_id = (select current_clinic()) and b.open_holder_id = successor) then 'overlaps' $$);
-- Visits of the past that nobody closed: somebody must still say what became of them.
call stamp_work_kind('past-appointment', 'appointment', id => 'appointment_id', open => 'w.starts_at < now()',
  facet => 'null::text', since => 'w.starts_at', needs => 'schedule.mark-appointment');

grant select, insert on appointment to custodian_app;
grant update (holder_id, came_from_id, site_id, starts_at, ends_at, reason, status) on appointment to custodian_app;

-- When a provider is taken by patients who are closed to the actor: the time, the provider
-- and the site, and nothing else. Whoever may see the schedule may know that much, or a
-- closed slot would look free. Cancelled visits and no-shows leave the time free.
create function taken_slots(since timestamptz, until timestamptz)
  returns table (holder_id uuid, site_id uuid, starts_at timestamptz, ends_at timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('schedule.list-appointments');
  return query
    select a.holder_id, a.site_id, a.starts_at, a.ends_at from appointment a
     where a.clinic_id = (select current_clinic())
       -- No appointment is longer than 24 hours: this keeps the search a range of the index.
       and a.starts_at >= since - interval '24 hours' and a.starts_at < until and a.ends_at > since
       and a.status in ('booked', 'arrived', 'seen')
       and exists (select from own_blocked_patient b where b.clinic_id = a.clinic_id
                      and b.patient_id >= a.patient_id and b.patient_id <= a.patient_id);
end $$;
