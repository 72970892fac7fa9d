-- 0009  Internal messages and tasks. A message keeps its author and its words for ever;
-- an inbox item is one recipient's copy of it, open until it is filed. No holder: the pool.
set search_path = custodian;

create table message (
  clinic_id    uuid not null,
  message_id   uuid not null default gen_random_uuid(),
  author_id    uuid not null,
  patient_id   uuid,
  reply_to_id  uuid,
  subject      text not null,
  body         text not null,
  sent_at      timestamptz not null default now(),
  primary key (clinic_id, message_id),
  foreign key (clinic_id, author_id) references clinic_user,
  constraint message_patient_known foreign key (clinic_id, patient_id) references patient,
  constraint message_reply_known foreign key (clinic_id, reply_to_id) references message,
  constraint message_subject_given check (btrim(subject) <> '')
);
create index message_by_author on message (clinic_id, author_id, sent_at desc, message_id desc);
call protect('message');
call protect_chart('message');

create table inbox_item (
  clinic_id       uuid not null,
  item_id         uuid not null default gen_random_uuid(),
  message_id      uuid not null,
  patient_id      uuid, -- the message's, so that the block holds here without a join
  addressee_id    uuid not null,
  holder_id       uuid,
  came_from_id    uuid,
  arrived_at      timestamptz not null default now(),
  read_at         timestamptz,
  snoozed_until   timestamptz,
  filed_at        timestamptz,
  open_holder_id  uuid generated always as (case when filed_at is null then holder_id end) stored,
  -- When it came, or comes back: a snoozed item returns to the top of the inbox, and nothing has to move it.
  shown_at        timestamptz not null generated always as (greatest(arrived_at, snoozed_until)) stored,
  primary key (clinic_id, item_id),
  constraint inbox_item_message_known foreign key (clinic_id, message_id) references message,
  foreign key (clinic_id, patient_id) references patient,
  constraint inbox_item_addressee_known foreign key (clinic_id, addressee_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint inbox_item_open_holder_active foreign key (clinic_id, open_holder_id) references active_user
);
create index inbox_item_open on inbox_item (clinic_id, open_holder_id, shown_at desc, item_id desc) where open_holder_id is not null;
create index inbox_item_unread on inbox_item (clinic_id, open_holder_id, shown_at desc, item_id desc)
  where open_holder_id is not null and read_at is null;
create index inbox_item_pool on inbox_item (clinic_id, arrived_at desc, item_id desc) where holder_id is null and filed_at is null;
create index inbox_item_by_message on inbox_item (clinic_id, message_id, item_id);
create index inbox_item_filed on inbox_item (clinic_id, holder_id, filed_at desc, item_id desc) where filed_at is not null;
call protect('inbox_item');
call protect_chart('inbox_item');

-- What waits for the actor: numbers only, also of what is withheld from them because the
-- patient is. As a set, where the policy would be asked once for each item.
create function count_inbox() returns table (inbox int, unread int, snoozed int, pool int, withheld int)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with closed as (select distinct patient_id from own_blocked_patient where clinic_id = (select current_clinic())),
    open_item as (
      select i.holder_id is null as pooled, i.read_at, coalesce(i.snoozed_until > now(), false) as away,
             c.patient_id is not null as closed
        from inbox_item i left join closed c using (patient_id)
       where i.clinic_id = (select current_clinic())
         and (i.open_holder_id = (select current_actor()) or (i.holder_id is null and i.filed_at is null)))
    select count(*) filter (where not pooled and not closed and not away)::int,
           count(*) filter (where not pooled and not closed and not away and read_at is null)::int,
           count(*) filter (where not pooled and not closed and away)::int,
           count(*) filter (where pooled and not closed)::int,
           count(*) filter (where not pooled and closed)::int
      from open_item;
  end;

create table task (
  clinic_id       uuid not null,
  task_id         uuid not null default gen_random_uuid(),
  patient_id      uuid,
  author_id       uuid not null,
  holder_id       uuid,
  came_from_id    uuid,
  title           text not null,
  details         text not null default '',
  due_on          date,
  urgent          boolean not null default false,
  made_at         timestamptz not null default now(),
  done_at         timestamptz,
  done_by_id      uuid,
  version         int not null default 1,
  open_holder_id  uuid generated always as (case when done_at is null then holder_id end) stored,
  primary key (clinic_id, task_id),
  constraint task_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint task_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, done_by_id) references clinic_user,
  constraint task_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint task_title_given check (btrim(title) <> '')
);
-- In the order of the lists: urgent ones, then those that are due first, then those without a day.
create index task_open on task (clinic_id, open_holder_id, (not urgent), coalesce(due_on, 'infinity'::date), task_id)
  where open_holder_id is not null;
create index task_pool on task (clinic_id, (not urgent), coalesce(due_on, 'infinity'::date), task_id)
  where holder_id is null and done_at is null;
create index task_given on task (clinic_id, author_id, (not urgent), coalesce(due_on, 'infinity'::date), task_id) where done_at is null;
create index task_given_done on task (clinic_id, author_id, done_at desc, task_id desc) where done_at is not null;
create index task_done on task (clinic_id, done_by_id, done_at desc, task_id desc) where done_at is not null;
call protect('task');
call protect_chart('task');
call count_versions('task');

-- As with messages: what is to be done, by the actor, by others for the actor, by nobody yet.
create function count_tasks() returns table (mine int, overdue int, given int, pool int, withheld int)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with closed as (select distinct patient_id from own_blocked_patient where clinic_id = (select current_clinic())),
    open_task as (
      select coalesce(t.holder_id = (select current_actor()), false) as own, t.author_id = (select current_actor()) as gave,
             t.holder_id is null as pooled, t.due_on, c.patient_id is not null as closed
        from task t left join closed c using (patient_id)
       where t.clinic_id = (select current_clinic()) and t.done_at is null
         and (t.open_holder_id = (select current_actor()) or t.author_id = (select current_actor()) or t.holder_id is null))
    select count(*) filter (where own and not closed)::int,
           count(*) filter (where own and not closed and due_on < (select (now() at time zone c.time_zone)::date from clinic c
                                                                    where c.clinic_id = (select current_clinic())))::int,
           count(*) filter (where gave and not own and not closed)::int,
           count(*) filter (where pooled and not closed)::int,
           count(*) filter (where own and closed)::int
      from open_task;
  end;

call stamp_work_kind('message', 'inbox_item', id => 'item_id', open => 'true',
  facet => $$case when w.snoozed_until > now() then 'snoozed' when w.read_at is null then 'unread' else 'open' end$$,
  since => 'w.arrived_at', needs => 'inbox.list-inbox', pooled => 'w.filed_at is null');
call stamp_work_kind('task', 'task', id => 'task_id', open => 'true',
  facet => $$case when w.urgent then 'urgent' else 'other' end$$,
  since => 'w.made_at', needs => 'tasks.list-tasks', pooled => 'w.done_at is null');

grant select, insert on message, inbox_item, task to custodian_app;
grant update (holder_id, came_from_id, read_at, snoozed_until, filed_at) on inbox_item to custodian_app;
grant update (title, details, due_on, urgent, patient_id, holder_id, came_from_id, done_at, done_by_id) on task to custodian_app;
