-- 0019  Access review: a snapshot of what users hold, line by line, and who decided of each what and when.
-- Names stand in it as they were, so that a closed review says for ever what it said when it was closed.
set search_path = custodian;

create table access_review (
  clinic_id        uuid not null references clinic,
  review_id        uuid not null default gen_random_uuid(),
  name             text not null,
  scope            text not null,
  -- The site or role it is about. No foreign key: a role may be deleted later, the review stays.
  scope_id         uuid,
  scope_name       text not null default '',
  clinic_name      text not null,
  time_zone        text not null,
  due_on           date not null,
  started_at       timestamptz not null default now(),
  started_by       uuid not null,
  started_by_name  text not null,
  closed_at        timestamptz,
  closed_by_name   text,
  -- Why it was closed before everything was decided.
  closed_reason    text,
  -- SHA-256, in hexadecimal, of the table of lines as the CSV file holds it.
  digest           text,
  primary key (clinic_id, review_id),
  foreign key (clinic_id, started_by) references clinic_user,
  constraint access_review_named check (btrim(name) <> ''),
  constraint access_review_scope_known check (scope in ('all', 'site', 'role') and (scope = 'all') = (scope_id is null)),
  constraint access_review_closed_whole check ((closed_at is null) = (closed_by_name is null) and (closed_at is null) = (digest is null)
                                               and (closed_at is not null or closed_reason is null)),
  constraint access_review_digest_form check (digest ~ '^[0-9a-f]{64}$')
);

create table access_review_line (
  clinic_id        uuid not null,
  review_id        uuid not null,
  user_id          uuid not null,
  -- The snapshot.
  user_number      bigint not null,
  name             text not null,
  sort_name        text collate "C" not null,
  type             text not null,
  status           text not null,
  last_sign_in_at  timestamptz,
  roles            jsonb not null,
  sites            jsonb not null,
  permissions      int not null,
  blocks           int not null,
  -- Who decides.
  reviewer_id      uuid not null,
  reviewer_name    text not null,
  -- What was decided: by the reviewer, who cannot change any more once there is a decision.
  decision         text,
  decided_at       timestamptz,
  reason           text,
  ended_roles      text[] not null default '{}',
  ended_sites      text[] not null default '{}',
  -- What had become of the user when the review was closed, where that matters to the line.
  outcome          text,
  primary key (clinic_id, review_id, user_id),
  foreign key (clinic_id, review_id) references access_review,
  foreign key (clinic_id, user_id) references clinic_user,
  foreign key (clinic_id, reviewer_id) references clinic_user,
  constraint access_review_line_not_own check (reviewer_id <> user_id),
  constraint access_review_line_decision_known check (decision in ('confirmed', 'ended', 'handed')),
  constraint access_review_line_decided_whole check ((decision is null) = (decided_at is null)),
  constraint access_review_line_ended_with_reason check ((coalesce(decision in ('ended', 'handed'), false)) = (reason is not null)),
  constraint access_review_line_ended_something
    check (coalesce(decision = 'ended', false) = (cardinality(ended_roles) + cardinality(ended_sites) > 0)),
  constraint access_review_line_outcome_known check (outcome in ('deactivated', 'locked'))
);
create index access_review_line_by_name on access_review_line (clinic_id, review_id, sort_name, user_id);
create index access_review_line_waiting on access_review_line (clinic_id, reviewer_id) where decision is null;

call protect('access_review');
call protect('access_review_line');

-- Closed is final, and so is what has been ended. Deciding holds the review, so that closing comes before or after it.
create function keep_closed_review() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if old.closed_at is not null then
    raise exception 'a closed review is final' using errcode = '23514', constraint = 'access_review_closed';
  end if;
  return new;
end $$;
create trigger final before update or delete on access_review for each row execute function keep_closed_review();

create function keep_closed_lines() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  line constant access_review_line := case when tg_op = 'DELETE' then old else new end;
begin
  perform from access_review r where r.clinic_id = line.clinic_id and r.review_id = line.review_id and r.closed_at is null for share;
  if not found then
    raise exception 'a closed review is final' using errcode = '23514', constraint = 'access_review_closed';
  end if;
  if tg_op <> 'INSERT' then
    if old.decision = 'ended' then
      raise exception 'what has been ended stays decided' using errcode = '23514', constraint = 'access_review_line_final';
    end if;
    if old.decision is not null and line.reviewer_id <> old.reviewer_id then
      raise exception 'a decision stays with whoever made it' using errcode = '23514', constraint = 'access_review_line_final';
    end if;
  end if;
  return line;
end $$;
create trigger final before insert or update or delete on access_review_line for each row execute function keep_closed_lines();

-- How many blocks keep each of these users out. A number only: by which sets, the policy of chart_block decides.
create function blocks_on(users uuid[]) returns table (user_id uuid, blocks int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('access-review.start-review', 'access-review.read-review');
  return query
    select b.user_id, count(*)::int from chart_block b
     where b.clinic_id = (select current_clinic()) and b.user_id = any(users) and b.lifted_at is null
     group by b.user_id;
end $$;

-- The sets that keep a user out, for whoever may lay blocks, without those that keep the asker out as well.
create function block_names_on(users uuid[]) returns table (user_id uuid, names text[])
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('access-review.read-review');
  if not holds('patient-sets.lay-block') then
    return;
  end if;
  return query
    select b.user_id, array_agg(s.name order by lower(s.name)) from chart_block b join patient_set s using (clinic_id, set_id)
     where b.clinic_id = (select current_clinic()) and b.user_id = any(users) and b.lifted_at is null
       and not exists (select from chart_block own where own.clinic_id = b.clinic_id and own.set_id = b.set_id
                          and own.user_id = (select current_actor()) and own.lifted_at is null)
     group by b.user_id;
end $$;

grant select, insert on access_review, access_review_line to custodian_app;
grant update (closed_at, closed_by_name, closed_reason, digest) on access_review to custodian_app;
grant update (reviewer_id, reviewer_name, decision, decided_at, reason, ended_roles, ended_sites, outcome)
  on access_review_line to custodian_app;
