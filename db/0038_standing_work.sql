-- 0038  What goes on producing work for somebody: types of task and whose they are by default, tasks that come again
-- and again, copies of tasks. Who set it up never changes; the holder does.
set search_path = custodian;

-- A type of task proposes what a task of it usually is, and whose.
create table task_type (
  clinic_id       uuid not null references clinic,
  type_id         uuid not null default gen_random_uuid(),
  author_id       uuid not null,
  -- The default assignee; without one its tasks wait in the pool.
  holder_id       uuid,
  came_from_id    uuid,
  name            text not null,
  urgent          boolean not null default false,
  due_days        int,
  made_at         timestamptz not null default now(),
  retired_at      timestamptz,
  version         int not null default 1,
  open_holder_id  uuid generated always as (case when retired_at is null then holder_id end) stored,
  primary key (clinic_id, type_id),
  foreign key (clinic_id, author_id) references clinic_user,
  constraint task_type_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint task_type_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint task_type_named check (btrim(name) <> ''),
  constraint task_type_due_sensible check (due_days between 0 and 365)
);
create unique index task_type_name_unique on task_type (clinic_id, lower(name)) where retired_at is null;
create index task_type_open on task_type (clinic_id, open_holder_id) where open_holder_id is not null;
call protect('task_type');
call count_versions('task_type');
call keep_history('task_type', 'made_at', 'holder_id');
-- About nobody, where every kind is asked whom it is about. Read as `w.patient_id`.
create function patient_id(task_type) returns uuid language sql immutable return null::uuid;
call stamp_work_kind('task-type', 'task_type', id => 'type_id', open => 'true', facet => 'null::text',
  since => 'w.made_at', needs => 'tasks.list-tasks');
grant select, insert on task_type to custodian_app;
grant update (name, urgent, due_days, holder_id, came_from_id, retired_at) on task_type to custodian_app;

alter table task
  add column type_id uuid,
  add constraint task_type_known foreign key (clinic_id, type_id) references task_type;
create index task_by_type on task (clinic_id, type_id) where type_id is not null;

-- Who is kept informed. Nothing is theirs to do, so a copy ends with the activity of whoever has it.
create table task_copy (
  clinic_id  uuid not null,
  task_id    uuid not null,
  user_id    uuid not null,
  primary key (clinic_id, task_id, user_id),
  foreign key (clinic_id, task_id) references task,
  constraint task_copy_to_active foreign key (clinic_id, user_id) references active_user on delete cascade
);
create index task_copy_by_user on task_copy (clinic_id, user_id, task_id);
call protect('task_copy');
grant select, insert, delete on task_copy to custodian_app;

-- A task that comes again and again, each time as a task of its own. Without a holder its tasks wait in the pool.
create table recurring_task (
  clinic_id       uuid not null,
  recurring_id    uuid not null default gen_random_uuid(),
  type_id         uuid,
  patient_id      uuid,
  author_id       uuid not null,
  holder_id       uuid,
  came_from_id    uuid,
  title           text not null,
  details         text not null default '',
  urgent          boolean not null default false,
  every           int not null,
  unit            text not null,
  -- Days from the day it comes until it is due.
  due_days        int not null default 0,
  first_on        date not null,
  next_on         date not null,
  ends_on         date,
  made_at         timestamptz not null default now(),
  ended_at        timestamptz,
  open_holder_id  uuid generated always as (case when ended_at is null then holder_id end) stored,
  primary key (clinic_id, recurring_id),
  constraint recurring_task_type_known foreign key (clinic_id, type_id) references task_type,
  constraint recurring_task_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint recurring_task_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint recurring_task_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint recurring_task_titled check (btrim(title) <> ''),
  constraint recurring_task_spaced check (every between 1 and 52 and unit in ('day', 'week', 'month') and due_days between 0 and 365),
  constraint recurring_task_ends_after check (ends_on >= next_on or ended_at is not null)
);
create index recurring_task_open on recurring_task (clinic_id, open_holder_id, made_at, recurring_id) where open_holder_id is not null;
create index recurring_task_due on recurring_task (next_on) where ended_at is null;
create index recurring_task_by_day on recurring_task (clinic_id, made_at desc, recurring_id desc);
call protect('recurring_task');
call protect_chart('recurring_task');
call keep_history('recurring_task', 'made_at', 'holder_id');
call stamp_waiting('recurring_task', 'recurring_task', 'tasks.list-recurring', 'w.ended_at is null');
-- None of them waits in the pool: what waits there are the tasks that they make.
call stamp_work_kind('recurring-task', 'recurring_task', id => 'recurring_id', open => 'true', facet => 'null::text',
  since => 'w.made_at', needs => 'tasks.list-tasks', cancel => 'ended_at = now()');
call stamp_withheld('recurring-task', 'recurring_task', 'recurring_id', 'tasks.list-tasks');
grant select, insert on recurring_task to custodian_app;
grant update (holder_id, came_from_id, next_on, ended_at) on recurring_task to custodian_app;

-- The first day after `beyond` that is a whole number of steps from `first_on`: the 31st comes as the last day of a
-- shorter month, and is the 31st again after it.
create function next_occurrence(first_on date, every int, unit text, beyond date) returns date
  language sql immutable parallel safe
  begin atomic
    select case
      when beyond < first_on then first_on
      when unit = 'month' then
        (select min(d) from (
           select (first_on + make_interval(months => every * k))::date as d
             from generate_series(greatest(0, passed / every - 1), passed / every + 2) k) days where d > beyond)
      else first_on + step * (1 + (beyond - first_on) / step) end
      from (select case unit when 'week' then 7 * every else every end as step,
                   (extract(year from age(beyond, first_on)) * 12 + extract(month from age(beyond, first_on)))::int as passed) s;
  end;

-- Makes the task of the next recurring one that is due, in any clinic, once however long it has been due; says whether
-- there was one. Nobody acts: the entry says for whom.
create function make_next_task() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due recurring_task;
  today date;
  following date;
  made uuid;
begin
  select r.* into due from recurring_task r join clinic c using (clinic_id)
   where r.ended_at is null and r.next_on <= current_date + 1 and r.next_on <= (now() at time zone c.time_zone)::date
   order by r.next_on, r.recurring_id limit 1
     for no key update of r skip locked;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.author_id::text, true);
  select (now() at time zone c.time_zone)::date into today from clinic c where c.clinic_id = due.clinic_id;
  following := next_occurrence(due.first_on, due.every, due.unit, today);
  insert into task (clinic_id, type_id, patient_id, author_id, holder_id, title, details, urgent, due_on)
  values (due.clinic_id, due.type_id, due.patient_id, due.author_id, due.holder_id, due.title, due.details, due.urgent, due.next_on + due.due_days)
  returning task_id into made;
  update recurring_task r set next_on = following, ended_at = case when following > r.ends_on then now() end
   where r.clinic_id = due.clinic_id and r.recurring_id = due.recurring_id;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, patient_id, facts)
  values (due.clinic_id, 'tasks.make-task', 'done', due.holder_id, due.patient_id,
          jsonb_build_object('recurringId', due.recurring_id, 'taskId', made, 'nextOn', following));
  return true;
end $$;

-- Groups that one can write to. Who is in a group is in it until somebody says otherwise: whoever leaves is replaced or let
-- go, and the last one is replaced: what is written to a group always reaches somebody. -------------------------------

create table message_group (
  clinic_id   uuid not null references clinic,
  group_id    uuid not null default gen_random_uuid(),
  name        text not null,
  made_at     timestamptz not null default now(),
  retired_at  timestamptz,
  version     int not null default 1,
  primary key (clinic_id, group_id),
  constraint message_group_named check (btrim(name) <> '')
);
create unique index message_group_name_unique on message_group (clinic_id, lower(name)) where retired_at is null;
call protect('message_group');
call count_versions('message_group');

create table group_membership (
  clinic_id       uuid not null,
  membership_id   uuid not null default gen_random_uuid(),
  group_id        uuid not null,
  -- Who is in the group.
  holder_id       uuid not null,
  came_from_id    uuid,
  since           timestamptz not null default now(),
  ended_at        timestamptz,
  open_holder_id  uuid generated always as (case when ended_at is null then holder_id end) stored,
  primary key (clinic_id, membership_id),
  foreign key (clinic_id, group_id) references message_group,
  constraint group_membership_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint group_membership_open_holder_active foreign key (clinic_id, open_holder_id) references active_user
);
create unique index group_membership_once on group_membership (clinic_id, group_id, open_holder_id) where open_holder_id is not null;
create index group_membership_open on group_membership (clinic_id, open_holder_id) where open_holder_id is not null;
create index group_membership_by_group on group_membership (clinic_id, group_id, since);
call protect('group_membership');
call keep_history('group_membership', 'since', 'holder_id', 'ended_at');
create function patient_id(group_membership) returns uuid language sql immutable return null::uuid;

-- Whether somebody else is in the group too.
create function has_company(member group_membership) returns boolean
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select exists (select from group_membership o where o.clinic_id = (member).clinic_id and o.group_id = (member).group_id
                      and o.membership_id <> (member).membership_id and o.open_holder_id is not null);
  end;

-- Two who let the last two members go at once meet at the group.
create function keep_groups_manned() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from message_group g where g.clinic_id = new.clinic_id and g.group_id = new.group_id and g.retired_at is null for update;
  if found and not exists (select from group_membership m where m.clinic_id = new.clinic_id and m.group_id = new.group_id
                              and m.open_holder_id is not null) then
    raise exception 'a group would be left without anybody' using errcode = '23514', constraint = 'message_group_manned';
  end if;
  return null;
end $$;
create constraint trigger manned after update of ended_at on group_membership
  deferrable initially deferred for each row when (new.ended_at is not null) execute function keep_groups_manned();
create constraint trigger manned after insert on message_group
  deferrable initially deferred for each row execute function keep_groups_manned();

call stamp_work_kind('group-membership', 'group_membership', id => 'membership_id', open => 'has_company(w.*)', facet => 'null::text',
  since => 'w.since', needs => 'inbox.list-inbox', cancel => 'ended_at = now()',
  conflict => $$
    when exists (select from group_membership m where m.clinic_id = w.clinic_id and m.group_id = w.group_id
                    and m.open_holder_id = successor) then 'already-member' $$,
  untouched => $$w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)
    and not exists (select from group_membership m where m.clinic_id = w.clinic_id and m.group_id = w.group_id and m.open_holder_id = l.leaver_id)$$);
-- Nobody else is in the group: somebody must follow.
call stamp_work_kind('sole-membership', 'group_membership', id => 'membership_id', open => 'not has_company(w.*)', facet => 'null::text',
  since => 'w.since', needs => 'inbox.list-inbox',
  untouched => $$w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)
    and not exists (select from group_membership m where m.clinic_id = w.clinic_id and m.group_id = w.group_id and m.open_holder_id = l.leaver_id)$$);

grant select, insert on message_group, group_membership to custodian_app;
grant update (name, retired_at) on message_group to custodian_app;
grant update (holder_id, came_from_id, ended_at) on group_membership to custodian_app;

-- Standing rules: who receives what comes for somebody else, who supervises whom, and what the clinic has one of. ----

-- From one user to another, from a day until a day: forwarding what comes, or supervising who learns.
create table standing_rule (
  clinic_id          uuid not null references clinic,
  rule_id            uuid not null default gen_random_uuid(),
  what               text not null,
  author_id          uuid not null,
  -- For whom it comes; who is supervised.
  from_id            uuid not null,
  from_came_from_id  uuid,
  -- Who receives it; who supervises.
  holder_id          uuid not null,
  came_from_id       uuid,
  -- Which kinds of work are forwarded.
  forwards           text[] not null default '{}',
  starts_on          date not null,
  ends_on            date,
  made_at            timestamptz not null default now(),
  ended_at           timestamptz,
  open_from_id       uuid generated always as (case when ended_at is null then from_id end) stored,
  open_holder_id     uuid generated always as (case when ended_at is null then holder_id end) stored,
  primary key (clinic_id, rule_id),
  foreign key (clinic_id, author_id) references clinic_user,
  constraint standing_rule_from_known foreign key (clinic_id, from_id) references clinic_user,
  foreign key (clinic_id, from_came_from_id) references clinic_user,
  constraint standing_rule_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint standing_rule_from_open_holder_active foreign key (clinic_id, open_from_id) references active_user,
  constraint standing_rule_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint standing_rule_between_two check (from_id <> holder_id),
  constraint standing_rule_what_known check (what in ('forwarding', 'supervision')),
  constraint standing_rule_forwards_known check (forwards <@ '{message,task,result}' and (what = 'forwarding') = (cardinality(forwards) > 0)),
  constraint standing_rule_ends_after_start check (ends_on >= starts_on)
);
create index standing_rule_open on standing_rule (clinic_id, open_holder_id) where open_holder_id is not null;
create index standing_rule_from_open on standing_rule (clinic_id, open_from_id) where open_from_id is not null;
create index standing_rule_over on standing_rule (ends_on) where ended_at is null and ends_on is not null;
call protect('standing_rule');
call keep_history('standing_rule', 'made_at', 'holder_id', 'from_id', 'ended_at');
create function patient_id(standing_rule) returns uuid language sql immutable return null::uuid;
-- The same, seen from the other end.
create view standing_rule_from as
  select xmin, clinic_id, rule_id, null::uuid as patient_id, what, from_id as holder_id, from_came_from_id as came_from_id,
         open_from_id as open_holder_id, holder_id as to_id, made_at, ended_at
    from standing_rule;
call stamp_work_kind('rule-to', 'standing_rule', id => 'rule_id', open => 'true', facet => 'w.what', since => 'w.made_at',
  needs => 'inbox.list-inbox', cancel => 'ended_at = now()', conflict => $$ when w.from_id = successor then 'both-ends' $$);
call stamp_work_kind('rule-from', 'standing_rule_from', id => 'rule_id', open => 'true', facet => 'w.what', since => 'w.made_at',
  needs => 'inbox.list-inbox', cancel => 'ended_at = now()', conflict => $$ when w.to_id = successor then 'both-ends' $$);
grant select, insert on standing_rule to custodian_app;
grant update (holder_id, came_from_id, from_id, from_came_from_id, ended_at) on standing_rule to custodian_app;

-- What comes for somebody goes on by the rule that holds today, once: what is forwarded is not forwarded again. It stays
-- where the patient is closed to the other one, and where that one is locked.
create function forward_work() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  other uuid;
begin
  select r.holder_id into other
    from standing_rule r join clinic c using (clinic_id) join clinic_user u on u.clinic_id = r.clinic_id and u.user_id = r.holder_id
   where r.clinic_id = new.clinic_id and r.open_from_id = new.holder_id and r.what = 'forwarding' and tg_argv[0] = any(r.forwards)
     and (now() at time zone c.time_zone)::date between r.starts_on and coalesce(r.ends_on, 'infinity') and u.locked_at is null
     and not exists (select from blocked_patient b where b.clinic_id = r.clinic_id and b.user_id = r.holder_id
                        and b.patient_id = new.patient_id and b.until > now())
   order by r.made_at, r.rule_id limit 1;
  if found then
    new.came_from_id := new.holder_id;
    new.holder_id := other;
  end if;
  return new;
end $$;
create trigger forwarded before insert on inbox_item for each row
  when (new.holder_id is not null and new.filed_at is null) execute function forward_work('message');
create trigger forwarded before insert on task for each row
  when (new.holder_id is not null and new.done_at is null) execute function forward_work('task');
create trigger forwarded before insert on result for each row
  when (new.holder_id is not null and new.acknowledged_at is null) execute function forward_work('result');

-- Ends the next rule whose last day is over, in any clinic, with its entry; says whether there was one.
create function end_next_rule() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  over standing_rule;
begin
  select r.* into over from standing_rule r join clinic c using (clinic_id)
   where r.ended_at is null and r.ends_on < current_date + 1 and r.ends_on < (now() at time zone c.time_zone)::date
   limit 1 for no key update of r skip locked;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', over.clinic_id::text, true), set_config('custodian.actor', over.author_id::text, true);
  update standing_rule r set ended_at = now() where r.clinic_id = over.clinic_id and r.rule_id = over.rule_id;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (over.clinic_id, 'standing-rules.end-due', 'done', over.holder_id,
          jsonb_build_object('ruleId', over.rule_id, 'what', over.what, 'fromId', over.from_id, 'holderId', over.holder_id));
  return true;
end $$;

-- What the clinic has one of. The account owner answers for the clinic's account: an administrator, always.
create table account_owner (
  clinic_id       uuid not null references clinic,
  office_id       uuid not null default gen_random_uuid(),
  holder_id       uuid not null,
  came_from_id    uuid,
  since           timestamptz not null default now(),
  open_holder_id  uuid generated always as (holder_id) stored,
  primary key (clinic_id, office_id),
  constraint account_owner_one unique (clinic_id),
  constraint account_owner_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint account_owner_open_holder_active foreign key (clinic_id, open_holder_id) references active_user
);
call protect('account_owner');
call keep_history('account_owner', 'since', 'holder_id');
create function patient_id(account_owner) returns uuid language sql immutable return null::uuid;
call stamp_work_kind('account-owner', 'account_owner', id => 'office_id', open => 'true', facet => 'null::text', since => 'w.since',
  needs => 'handover.deactivate-user');
grant select, insert on account_owner to custodian_app;
grant update (holder_id, came_from_id) on account_owner to custodian_app;

-- The privacy officer is somebody active, or nobody: then the administrators answer for closed records. One who has left
-- answers no more already; from here on the clinic says so too, with the entry that tells it.
alter table clinic disable trigger user;
with gone as (
  update clinic c set privacy_officer_id = null
   where c.privacy_officer_id is not null
     and not exists (select from active_user a where a.clinic_id = c.clinic_id and a.user_id = c.privacy_officer_id)
  returning c.clinic_id)
insert into audit_entry (clinic_id, action, outcome, facts)
select clinic_id, 'clinics.update-settings', 'done', jsonb_build_object('after', jsonb_build_object('privacyOfficerId', null)) from gone;
alter table clinic enable trigger user;
alter table clinic
  add column privacy_came_from_id uuid,
  add column privacy_since timestamptz not null default now(),
  add constraint clinic_privacy_came_from_known foreign key (clinic_id, privacy_came_from_id) references clinic_user,
  add constraint clinic_privacy_open_holder_active foreign key (clinic_id, privacy_officer_id) references active_user;
create function note_former_officer() returns trigger language plpgsql as $$
begin
  new.privacy_came_from_id := coalesce(old.privacy_officer_id, old.privacy_came_from_id);
  new.privacy_since := now();
  return new;
end $$;
create trigger officer_changes before update of privacy_officer_id on clinic
  for each row when (old.privacy_officer_id is distinct from new.privacy_officer_id) execute function note_former_officer();
create view privacy_office as
  select xmin, clinic_id, clinic_id as office_id, null::uuid as patient_id, privacy_officer_id as holder_id,
         privacy_came_from_id as came_from_id, privacy_officer_id as open_holder_id, privacy_since as since
    from clinic;
call stamp_work_kind('privacy-officer', 'privacy_office', id => 'office_id', open => 'true', facet => 'null::text', since => 'w.since',
  needs => 'emergency-access.judge-access', cancel => 'holder_id = null');

-- A set follows its criteria in the name of somebody active. What its keeper left behind follows nothing already.
alter table patient_set disable trigger user;
with gone as (
  update patient_set s set kept_up_to_date = false, kept_by_id = null
   where s.kept_up_to_date and s.deleted_at is null
     and not exists (select from active_user a where a.clinic_id = s.clinic_id and a.user_id = s.kept_by_id)
  returning s.clinic_id, s.set_id)
insert into audit_entry (clinic_id, action, outcome, facts)
select clinic_id, 'patient-sets.keep-up-to-date', 'done', jsonb_build_object('sets', jsonb_agg(set_id), 'kept', false) from gone group by clinic_id;
alter table patient_set enable trigger user;
alter table patient_set
  add column kept_from_id uuid,
  add column open_keeper_id uuid generated always as (case when kept_up_to_date and deleted_at is null then kept_by_id end) stored,
  add constraint patient_set_kept_from_known foreign key (clinic_id, kept_from_id) references clinic_user,
  add constraint patient_set_open_holder_active foreign key (clinic_id, open_keeper_id) references active_user;
create index patient_set_open_keeper on patient_set (clinic_id, open_keeper_id) where open_keeper_id is not null;
create view set_keeper as
  select xmin, clinic_id, set_id, null::uuid as patient_id, kept_by_id as holder_id, kept_from_id as came_from_id,
         open_keeper_id as open_holder_id, kept_up_to_date, taken_at
    from patient_set;
-- Nobody keeps a set that keeps them out: they are not to know whom it names.
call stamp_work_kind('kept-set', 'set_keeper', id => 'set_id', open => 'true', facet => 'null::text', since => 'w.taken_at',
  needs => 'patient-sets.update-set', cancel => 'holder_id = null, kept_up_to_date = false',
  conflict => $$
    when exists (select from chart_block b where b.clinic_id = w.clinic_id and b.set_id = w.set_id and b.user_id = successor
                    and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())) then 'blocked' $$);

-- What somebody has still to decide in an access review. A line is with its reviewer until it is decided or the review is
-- closed; with nobody where the reviewer had left before that was so.
alter table access_review_line disable trigger user;
alter table access_review_line
  add column line_id uuid not null default gen_random_uuid(),
  add column came_from_id uuid,
  add column waiting boolean not null default true,
  add column made_at timestamptz not null default now();
update access_review_line l set waiting = false
 where exists (select from access_review r where r.clinic_id = l.clinic_id and r.review_id = l.review_id and r.closed_at is not null)
    or not exists (select from active_user a where a.clinic_id = l.clinic_id and a.user_id = l.reviewer_id);
alter table access_review_line enable trigger user;
alter table access_review_line
  add column open_reviewer_id uuid generated always as (case when decision is null and waiting then reviewer_id end) stored,
  add constraint access_review_line_id_unique unique (clinic_id, line_id),
  add constraint access_review_line_came_from_known foreign key (clinic_id, came_from_id) references clinic_user,
  add constraint access_review_line_open_holder_active foreign key (clinic_id, open_reviewer_id) references active_user;
create function name_reviewer() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  new.waiting := true;
  new.came_from_id := old.reviewer_id;
  select u.first_name || ' ' || u.last_name into strict new.reviewer_name from clinic_user u
   where u.clinic_id = new.clinic_id and u.user_id = new.reviewer_id;
  return new;
end $$;
create trigger reviewer_changes before update of reviewer_id on access_review_line
  for each row when (old.reviewer_id is distinct from new.reviewer_id) execute function name_reviewer();
create function release_lines() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update access_review_line l set waiting = false
   where l.clinic_id = new.clinic_id and l.review_id = new.review_id and l.decision is null and l.waiting;
  return new;
end $$;
create trigger closing before update of closed_at on access_review
  for each row when (old.closed_at is null and new.closed_at is not null) execute function release_lines();
create view reviewed_line as
  select xmin, clinic_id, line_id, null::uuid as patient_id, review_id, user_id, reviewer_id as holder_id, came_from_id,
         open_reviewer_id as open_holder_id, made_at
    from access_review_line;
call stamp_work_kind('review-line', 'reviewed_line', id => 'line_id', open => 'true', facet => 'null::text', since => 'w.made_at',
  needs => 'access-review.confirm-lines', conflict => $$ when w.user_id = successor then 'both-ends' $$);

-- What waits for its signature, as numbers.
call stamp_waiting('chart_note', 'chart_note', 'charts.list-draft-notes', 'false');

-- Whether a user may sign, and the chart of this patient is open to them. Asked of the actor's own drafts only, and told as a
-- yes or no: why not, is nobody's business.
create function may_sign_of(in_user uuid, in_patient uuid) returns boolean
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('charts.give-note');
  return exists (select from held_permission h where h.clinic_id = (select current_clinic()) and h.user_id = in_user and h.permission = 'charts.sign-note')
     and not exists (select from blocked_patient b where b.clinic_id = (select current_clinic()) and b.user_id = in_user
                        and b.patient_id = in_patient and b.until > now());
end $$;

-- A claim that is followed up: when it went out and when it was settled, and why it was rejected or withdrawn.
alter table claim
  add column submitted_at timestamptz,
  add column settled_at timestamptz,
  add column note text not null default '';
grant update (submitted_at, settled_at, note) on claim to custodian_app;
create index claim_by_status on claim (clinic_id, status, service_on desc, claim_id desc);

-- Results: those that the laboratory calls critical come before all others; and of which kind a result is, as its report says.
alter table result
  add column urgent boolean not null default false,
  add column section text not null generated always as (
    case when category ~* '\m(path|cyto|histo|biops)|\m(PAT|CP|SP|PATH)\M' then 'pathology'
         when category ~* '\m(imag|radio|x-?ray|ultraso|mammo|tomo|magnetic)|\m(RAD|CT|MRI|NMR|US|RUS|CUS|XRC|NMS)\M' then 'imaging'
         else 'laboratory' end) stored;
drop index result_open;
drop index result_pool;
create index result_open on result (clinic_id, open_holder_id, (not urgent), (not abnormal), issued_at, result_id) where open_holder_id is not null;
create index result_pool on result (clinic_id, (not urgent), (not abnormal), issued_at, result_id) where holder_id is null and acknowledged_at is null;
-- Only how items are told apart: what else stands in the stamp may be another migration's.
update work_kind set facet = $$case when w.urgent then 'urgent' when w.abnormal then 'abnormal' else 'other' end$$ where kind = 'result';
