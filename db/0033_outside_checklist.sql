-- 0033  The outside checklist: what must be done elsewhere when somebody leaves, and who did it.
--
-- Which lines there are for a type of user in a province is data of the program
-- (src/features/outside-checklist/lines). Here stands what was said of them.
set search_path = custodian;

create table outside_mark (
  clinic_id       uuid not null,
  mark_id         uuid not null default gen_random_uuid(),
  user_id         uuid not null,
  line            text not null,
  state           text not null,
  note            text not null default '',
  marked_at       timestamptz not null default now(),
  marked_by_id    uuid not null,
  -- A mark is taken back, never erased.
  taken_back_at   timestamptz,
  primary key (clinic_id, mark_id),
  foreign key (clinic_id, user_id) references clinic_user,
  foreign key (clinic_id, marked_by_id) references clinic_user,
  constraint outside_mark_state_known check (state in ('done', 'not-needed')),
  constraint outside_mark_says_why_not check (state = 'done' or btrim(note) <> ''),
  constraint outside_mark_taken_back_after check (taken_back_at >= marked_at)
);
create index outside_mark_by_user on outside_mark (clinic_id, user_id) where taken_back_at is null;
call protect('outside_mark');
grant select, insert, update (taken_back_at) on outside_mark to custodian_app;

-- The list of somebody who comes back begins anew: a mark counts for the stay it was made in.
create view outside_mark_of_now with (security_invoker) as
  select m.* from outside_mark m
   where m.taken_back_at is null
     and m.marked_at >= coalesce((select max(lower(h.during)) from active_user_history h
                                   where h.clinic_id = m.clinic_id and h.user_id = m.user_id), '-infinity');
grant select on outside_mark_of_now to custodian_app;
