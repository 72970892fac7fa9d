-- 0010  Results and claims. Who ordered a result and who bills a claim never changes; the
-- holder is who must still acknowledge the one or follow up the other.
set search_path = custodian;

create table result (
  clinic_id           uuid not null,
  result_id           uuid not null default gen_random_uuid(),
  patient_id          uuid not null,
  orderer_id          uuid,
  holder_id           uuid,
  came_from_id        uuid,
  title               text not null,
  category            text not null default '',
  status              text not null default 'final',
  issued_at           timestamptz not null,
  abnormal            boolean not null default false,
  conclusion          text not null default '',
  acknowledged_at     timestamptz,
  acknowledged_by_id  uuid,
  open_holder_id      uuid generated always as (case when acknowledged_at is null then holder_id end) stored,
  primary key (clinic_id, result_id),
  constraint result_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, orderer_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, acknowledged_by_id) references clinic_user,
  constraint result_open_holder_active foreign key (clinic_id, open_holder_id) references active_user
);
-- What waits is read abnormal first, then the oldest.
create index result_open on result (clinic_id, open_holder_id, (not abnormal), issued_at, result_id) where open_holder_id is not null;
create index result_pool on result (clinic_id, (not abnormal), issued_at, result_id) where holder_id is null and acknowledged_at is null;
create index result_acknowledged on result (clinic_id, acknowledged_by_id, acknowledged_at desc, result_id desc) where acknowledged_at is not null;
create index result_by_patient on result (clinic_id, patient_id, issued_at desc, result_id desc);
call protect('result');
call protect_chart('result');

create table result_line (
  clinic_id        uuid not null,
  result_id        uuid not null,
  line             int not null,
  patient_id       uuid not null,
  name             text not null,
  code             text not null default '',
  value            text not null default '',
  unit             text not null default '',
  reference_range  text not null default '',
  abnormal         boolean not null default false,
  primary key (clinic_id, result_id, line),
  foreign key (clinic_id, result_id) references result,
  foreign key (clinic_id, patient_id) references patient
);
call protect('result_line');
call protect_chart('result_line');

create table claim (
  clinic_id       uuid not null,
  claim_id        uuid not null default gen_random_uuid(),
  patient_id      uuid not null,
  biller_id       uuid,
  holder_id       uuid,
  came_from_id    uuid,
  service         text not null default '',
  service_on      date not null,
  amount_cents    bigint not null,
  currency        text not null,
  status          text not null default 'awaiting-payment',
  made_at         timestamptz not null default now(),
  open_holder_id  uuid generated always as (case when status in ('unsubmitted', 'rejected', 'awaiting-payment') then holder_id end) stored,
  primary key (clinic_id, claim_id),
  constraint claim_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, biller_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint claim_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint claim_status_known check (status in ('unsubmitted', 'rejected', 'awaiting-payment', 'paid', 'cancelled'))
);
create index claim_open on claim (clinic_id, open_holder_id, service_on, claim_id) where open_holder_id is not null;
create index claim_pool on claim (clinic_id, service_on, claim_id) where holder_id is null and status in ('unsubmitted', 'rejected', 'awaiting-payment');
create index claim_by_patient on claim (clinic_id, patient_id, service_on desc, claim_id desc);
create index claim_by_day on claim (clinic_id, service_on desc, claim_id desc);
call protect('claim');
call protect_chart('claim');

call stamp_work_kind('result', 'result', id => 'result_id', open => 'true',
  facet => $$case when w.abnormal then 'abnormal' else 'other' end$$,
  since => 'w.issued_at', needs => 'results.acknowledge-result', pooled => 'w.acknowledged_at is null');
call stamp_work_kind('claim', 'claim', id => 'claim_id', open => 'true', facet => 'w.status',
  since => 'w.made_at', needs => 'claims.list-claims',
  pooled => $$w.status in ('unsubmitted', 'rejected', 'awaiting-payment')$$);

-- How an item came to its holder is part of its history.
create index handover_item_by_item on handover_item (clinic_id, item_id);

-- What waits for the actor and in the pool. Patients closed to the actor are a number and nothing else.
create function count_results() returns table (open int, abnormal int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('results.list-results');
  return query
    with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not w.closed)::int, count(*) filter (where not w.closed and w.abnormal)::int,
                   count(*) filter (where w.closed)::int
              from (select r.abnormal, r.patient_id in (select c.patient_id from closed c) as closed from result r
                     where r.clinic_id = (select current_clinic()) and r.open_holder_id = (select current_actor())) w) mine,
           (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select r.patient_id in (select c.patient_id from closed c) as closed from result r
                     where r.clinic_id = (select current_clinic()) and r.holder_id is null and r.acknowledged_at is null) w) pooled;
end $$;

create function count_claims() returns table (open int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('claims.list-claims');
  return query
    with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select c.patient_id in (select b.patient_id from closed b) as closed from claim c
                     where c.clinic_id = (select current_clinic()) and c.open_holder_id = (select current_actor())) w) mine,
           (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select c.patient_id in (select b.patient_id from closed b) as closed from claim c
                     where c.clinic_id = (select current_clinic()) and c.holder_id is null
                       and c.status in ('unsubmitted', 'rejected', 'awaiting-payment')) w) pooled;
end $$;

grant select, insert on result, result_line, claim to custodian_app;
grant update (holder_id, came_from_id, acknowledged_at, acknowledged_by_id) on result to custodian_app;
grant update (holder_id, came_from_id, status) on claim to custodian_app;
