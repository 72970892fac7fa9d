-- 0030  Further kinds of open work: letters, conversations with outside parties, questionnaires
-- and laboratory integrations. Who wrote, asked or set up never changes; the holder does, and
-- the history of each table says who held what and for how long.
set search_path = custodian;

-- A kind says by itself when nobody has touched an item since the hand-over `l`: the row is still the one that its
-- transaction wrote, or this one, where a row is work of two kinds.
alter table work_kind add column untouched text;
update work_kind set untouched = 'w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)';
alter table work_kind alter column untouched set not null;
drop procedure stamp_work_kind(text, regclass, text, text, text, text, text, text, text, text, text);
create procedure stamp_work_kind(kind text, target regclass, id text, open text, facet text, since text, needs text,
                                 pooled text default null, conflict text default '', cancel text default null,
                                 site text default null,
                                 untouched text default 'w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)')
  language plpgsql set search_path = custodian, pg_temp as $outer$
#variable_conflict use_variable
begin
  delete from work_kind w where w.kind = stamp_work_kind.kind;
  insert into work_kind (kind, held, pooled, target, id, is_open, facet, since, needs, conflict, cancel, site, untouched) values (kind,
    format('select w.clinic_id, %L as kind, w.open_holder_id as holder_id, %s as since from %s w where w.open_holder_id is not null and %s', kind, since, target, open),
    case when pooled is not null then
      format('select w.clinic_id, %L as kind, %s as since, w.patient_id from %s w where w.holder_id is null and %s', kind, since, target, pooled) end,
    target::text, id, open, facet, since, needs, conflict, cancel, site, untouched);
  execute 'create or replace view open_work as ' || (select string_agg(w.held, ' union all ' order by w.kind) from work_kind w);
  if exists (select from work_kind w where w.pooled is not null) then
    execute 'create or replace view pooled_work as ' || (select string_agg(w.pooled, ' union all ' order by w.kind) from work_kind w);
  end if;
  -- What does not fit the table is told now, and not when somebody leaves.
  execute format('explain select case when false then null %s end from %s w', regexp_replace(conflict, '\msuccessor\M', 'gen_random_uuid()', 'g'), target);
  execute 'explain ' || placed_work(kind, gen_random_uuid(), gen_random_uuid(), '{}',
    format('[{"how": "transfer", "successorIds": [%1$s, %2$s]}]', to_json(gen_random_uuid()), to_json(gen_random_uuid()))::jsonb, true);
end $outer$;
create or replace function untouched_work(k work_kind, in_clinic uuid, ledger uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  return format('
    from handover_item h join handover l using (clinic_id, handover_id) join %s w on w.clinic_id = h.clinic_id and w.%I = h.item_id
   where h.clinic_id = %L and h.handover_id = %L and h.kind = %L and h.undone_at is null and h.disposition <> ''cancel''
     and %s and w.holder_id is not distinct from h.successor_id
     and not exists (select from blocked_patient b where b.clinic_id = w.clinic_id and b.user_id = l.leaver_id and b.patient_id = w.patient_id and b.until > now())
     and exists (select from held_permission p where p.clinic_id = w.clinic_id and p.user_id = l.leaver_id and p.permission = %L)',
    k.target, k.id, in_clinic, ledger, k.kind, k.untouched, k.needs);

-- Stamped on a kind: what waits for the actor and in the pool, as numbers. What concerns a patient
-- closed to the actor is a number and nothing else. `pooled` is what nobody holds, over the row `w`.
create procedure stamp_waiting(kind text, target regclass, needs text, pooled text)
  language plpgsql set search_path = custodian, pg_temp as $outer$
begin
  execute format($template$
    create function %1$I() returns table (open int, withheld int, pool int, pool_withheld int)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with(%3$L);
      return query
        with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
        select mine.*, pooled.*
          from (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
                  from (select coalesce(w.patient_id in (select c.patient_id from closed c), false) as closed from %2$s w
                         where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())) i) mine,
               (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
                  from (select coalesce(w.patient_id in (select c.patient_id from closed c), false) as closed from %2$s w
                         where w.clinic_id = (select current_clinic()) and w.holder_id is null and %4$s) i) pooled;
    end $body$;
  $template$, 'waiting_' || replace(kind, '-', '_'), target, needs, pooled);
end $outer$;

-- Letters: to create, to sign, to send, sent. ---------------------------------------------------

create table letter (
  clinic_id       uuid not null,
  letter_id       uuid not null default gen_random_uuid(),
  patient_id      uuid not null,
  -- Its letterhead says what the provider record leaves empty.
  site_id         uuid not null,
  author_id       uuid not null,
  holder_id       uuid,
  came_from_id    uuid,
  recipient       text not null,
  organization    text not null default '',
  address         text not null default '',
  fax             text not null default '',
  subject         text not null,
  body            text not null default '',
  status          text not null default 'to-create',
  made_at         timestamptz not null default now(),
  signed_at       timestamptz,
  signed_by_id    uuid,
  -- As it stood in the record of who signed, at that moment.
  letterhead      jsonb,
  sent_at         timestamptz,
  sent_by_id      uuid,
  sent_how        text,
  sent_to         text,
  version         int not null default 1,
  is_open         boolean not null generated always as (status in ('to-create', 'to-sign', 'to-send')) stored,
  open_holder_id  uuid generated always as (case when status in ('to-create', 'to-sign', 'to-send') then holder_id end) stored,
  primary key (clinic_id, letter_id),
  constraint letter_patient_known foreign key (clinic_id, patient_id) references patient,
  constraint letter_site_known foreign key (clinic_id, site_id) references site,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint letter_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, signed_by_id) references clinic_user,
  foreign key (clinic_id, sent_by_id) references clinic_user,
  constraint letter_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint letter_status_known check (status in ('to-create', 'to-sign', 'to-send', 'sent', 'withdrawn')),
  constraint letter_titled check (btrim(subject) <> '' and btrim(recipient) <> ''),
  constraint letter_signed_by_somebody check ((signed_at is null) = (signed_by_id is null) and (signed_at is null) = (letterhead is null)),
  constraint letter_signed_before_sent check (case status when 'to-send' then signed_at is not null and sent_at is null
                                                          when 'sent' then signed_at is not null and sent_at is not null
                                                          when 'withdrawn' then sent_at is null
                                                          else signed_at is null and sent_at is null end),
  constraint letter_sent_somehow check ((sent_at is null) = (sent_how is null) and (sent_at is null) = (sent_by_id is null)
                                        and sent_how in ('fax', 'mail', 'hand'))
);
create index letter_open on letter (clinic_id, open_holder_id, made_at, letter_id) where open_holder_id is not null;
create index letter_pool on letter (clinic_id, made_at, letter_id) where holder_id is null and is_open;
create index letter_by_patient on letter (clinic_id, patient_id, made_at desc, letter_id desc);
create index letter_by_day on letter (clinic_id, made_at desc, letter_id desc);
call protect('letter');
call protect_chart('letter');
call count_versions('letter');
call keep_history('letter', 'made_at', 'holder_id');
call stamp_waiting('letter', 'letter', 'letters.list-letters', 'w.is_open');

-- What was signed is what is sent.
create function keep_signed_letters() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null and (new.subject, new.body, new.recipient, new.organization, new.signed_at, new.signed_by_id, new.letterhead)
     is distinct from (old.subject, old.body, old.recipient, old.organization, old.signed_at, old.signed_by_id, old.letterhead) then
    raise exception 'a signed letter is final' using errcode = '23514', constraint = 'letter_signed';
  end if;
  return new;
end $$;
create trigger signed before update on letter for each row execute function keep_signed_letters();

-- Whoever may have letters may finish or send them; only a practitioner who may sign takes what is to be signed.
call stamp_work_kind('letter', 'letter', id => 'letter_id', open => 'true', facet => 'w.status', since => 'w.made_at',
  needs => 'letters.list-letters', pooled => 'w.is_open', site => 'w.site_id',
  conflict => $$
    when w.status = 'to-sign' and not (
           (select u.type in ('doctor', 'nurse', 'resident', 'midwife') from clinic_user u
             where u.clinic_id = (select current_clinic()) and u.user_id = successor)
           and (select exists (select from held_permission h where h.clinic_id = (select current_clinic())
                                  and h.user_id = successor and h.permission = 'letters.sign-letter'))) then 'not-permitted'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site' $$);
call stamp_withheld('letter', 'letter', 'letter_id', 'letters.list-letters');

grant select, insert on letter to custodian_app;
grant update (site_id, recipient, organization, address, fax, subject, body, status, holder_id, came_from_id, signed_at, signed_by_id,
              letterhead, sent_at, sent_by_id, sent_how, sent_to) on letter to custodian_app;

-- Conversations with outside parties: another clinic, a pharmacy, an insurer. ---------------------

create table secure_conversation (
  clinic_id        uuid not null,
  conversation_id  uuid not null default gen_random_uuid(),
  patient_id       uuid,
  author_id        uuid not null,
  holder_id        uuid,
  came_from_id     uuid,
  party            text not null,
  organization     text not null default '',
  -- Where the party is reached, in the words of the service that carries the messages.
  address          text not null,
  subject          text not null,
  -- What is being written and has not been sent.
  draft            text not null default '',
  status           text not null default 'draft',
  opened_at        timestamptz not null default now(),
  last_at          timestamptz not null default now(),
  version          int not null default 1,
  is_open          boolean not null generated always as (status <> 'closed') stored,
  open_holder_id   uuid generated always as (case when status <> 'closed' then holder_id end) stored,
  primary key (clinic_id, conversation_id),
  constraint secure_conversation_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint secure_conversation_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint secure_conversation_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint secure_conversation_status_known check (status in ('draft', 'awaiting-reply', 'to-answer', 'closed')),
  constraint secure_conversation_titled check (btrim(subject) <> '' and btrim(party) <> '' and btrim(address) <> '')
);
create index secure_conversation_open on secure_conversation (clinic_id, open_holder_id, last_at, conversation_id) where open_holder_id is not null;
create index secure_conversation_pool on secure_conversation (clinic_id, last_at, conversation_id) where holder_id is null and is_open;
create index secure_conversation_by_day on secure_conversation (clinic_id, last_at desc, conversation_id desc);
create index secure_conversation_by_patient on secure_conversation (clinic_id, patient_id, last_at desc) where patient_id is not null;
call protect('secure_conversation');
call protect_chart('secure_conversation');
call count_versions('secure_conversation');
call keep_history('secure_conversation', 'opened_at', 'holder_id');
call stamp_waiting('secure_conversation', 'secure_conversation', 'secure-messages.list-conversations', 'w.is_open');
call stamp_work_kind('secure-message', 'secure_conversation', id => 'conversation_id', open => 'true', facet => 'w.status',
  since => 'w.last_at', needs => 'secure-messages.list-conversations', pooled => 'w.is_open');
call stamp_withheld('secure-message', 'secure_conversation', 'conversation_id', 'secure-messages.list-conversations');

-- What was said, in the order in which it was said; nobody changes it.
create table secure_message (
  clinic_id        uuid not null,
  conversation_id  uuid not null,
  line             int not null,
  patient_id       uuid,
  -- Null: the outside party.
  author_id        uuid,
  body             text not null,
  at               timestamptz not null default now(),
  primary key (clinic_id, conversation_id, line),
  foreign key (clinic_id, conversation_id) references secure_conversation,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint secure_message_said check (btrim(body) <> '')
);
call protect('secure_message');
call protect_chart('secure_message');

grant select, insert on secure_conversation, secure_message to custodian_app;
grant update (draft, status, last_at, holder_id, came_from_id) on secure_conversation to custodian_app;

-- Connections to laboratories, each in the name of one user for the whole clinic: somebody active, always. ----

create table lab_integration (
  clinic_id         uuid not null,
  integration_id    uuid not null default gen_random_uuid(),
  author_id         uuid not null,
  -- In whose name it runs.
  holder_id         uuid not null,
  came_from_id      uuid,
  name              text not null,
  laboratory        text not null,
  -- By which the laboratory knows the connection.
  account           text not null default '',
  running           boolean not null default true,
  set_up_at         timestamptz not null default now(),
  last_received_at  timestamptz,
  version           int not null default 1,
  open_holder_id    uuid generated always as (case when running then holder_id end) stored,
  primary key (clinic_id, integration_id),
  foreign key (clinic_id, author_id) references clinic_user,
  constraint lab_integration_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint lab_integration_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint lab_integration_named check (btrim(name) <> '' and btrim(laboratory) <> '')
);
create unique index lab_integration_name_unique on lab_integration (clinic_id, lower(name));
create index lab_integration_open on lab_integration (clinic_id, open_holder_id) where open_holder_id is not null;
call protect('lab_integration');
call count_versions('lab_integration');
call keep_history('lab_integration', 'set_up_at', 'holder_id');

-- Every kind of work may be asked whom it is about: this one is about nobody. Read as `w.patient_id`.
create function patient_id(lab_integration) returns uuid language sql immutable return null::uuid;

-- Transferred, and never cancelled or pooled: nobody would receive results.
call stamp_work_kind('lab-integration', 'lab_integration', id => 'integration_id', open => 'true', facet => 'null::text',
  since => 'w.set_up_at', needs => 'results.list-results');

grant select, insert on lab_integration to custodian_app;
grant update (name, laboratory, account, running, holder_id, came_from_id) on lab_integration to custodian_app;

-- Questionnaires: what is asked, who is asked again and again, and what was sent and awaits an answer. ----------

create table questionnaire_template (
  clinic_id    uuid not null references clinic,
  template_id  uuid not null default gen_random_uuid(),
  name         text not null,
  questions    text[] not null,
  -- Told when it is not completed, besides the users named where it is sent.
  alert_email  text not null default '',
  alert_phone  text not null default '',
  retired_at   timestamptz,
  primary key (clinic_id, template_id),
  constraint questionnaire_template_named check (btrim(name) <> ''),
  constraint questionnaire_template_asks check (cardinality(questions) between 1 and 50)
);
create unique index questionnaire_template_name_unique on questionnaire_template (clinic_id, lower(name)) where retired_at is null;
call protect('questionnaire_template');

create table recurring_questionnaire (
  clinic_id       uuid not null,
  recurring_id    uuid not null default gen_random_uuid(),
  template_id     uuid not null,
  patient_id      uuid not null,
  author_id       uuid not null,
  -- Who receives the answers.
  holder_id       uuid not null,
  came_from_id    uuid,
  -- Who is alerted when it is not completed in time.
  alert_id        uuid not null,
  alert_from_id   uuid,
  every_weeks     int not null,
  answer_days     int not null,
  next_on         date not null,
  ends_on         date,
  made_at         timestamptz not null default now(),
  ended_at        timestamptz,
  open_holder_id  uuid generated always as (case when ended_at is null then holder_id end) stored,
  open_alert_id   uuid generated always as (case when ended_at is null then alert_id end) stored,
  primary key (clinic_id, recurring_id),
  foreign key (clinic_id, template_id) references questionnaire_template,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, alert_id) references clinic_user,
  foreign key (clinic_id, alert_from_id) references clinic_user,
  constraint recurring_questionnaire_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint recurring_questionnaire_alert_open_holder_active foreign key (clinic_id, open_alert_id) references active_user,
  constraint recurring_questionnaire_spaced check (every_weeks between 1 and 52 and answer_days between 1 and 90),
  constraint recurring_questionnaire_ends_after check (ends_on >= next_on or ended_at is not null)
);
create index recurring_questionnaire_open on recurring_questionnaire (clinic_id, open_holder_id, made_at, recurring_id) where open_holder_id is not null;
create index recurring_questionnaire_alert on recurring_questionnaire (clinic_id, open_alert_id) where open_alert_id is not null;
create index recurring_questionnaire_due on recurring_questionnaire (clinic_id, next_on) where ended_at is null;
create index recurring_questionnaire_by_day on recurring_questionnaire (clinic_id, made_at desc, recurring_id desc);
call protect('recurring_questionnaire');
call protect_chart('recurring_questionnaire');
call keep_history('recurring_questionnaire', 'made_at', 'holder_id');
call stamp_waiting('recurring_questionnaire', 'recurring_questionnaire', 'questionnaires.list-recurring', 'false');

create table sent_questionnaire (
  clinic_id       uuid not null,
  sent_id         uuid not null default gen_random_uuid(),
  template_id     uuid not null,
  recurring_id    uuid,
  patient_id      uuid not null,
  author_id       uuid not null,
  holder_id       uuid not null,
  came_from_id    uuid,
  sent_at         timestamptz not null default now(),
  due_on          date not null,
  status          text not null default 'awaiting-answer',
  -- One for each question of the template, in its order.
  answers         text[],
  answered_at     timestamptz,
  open_holder_id  uuid generated always as (case when status = 'awaiting-answer' then holder_id end) stored,
  primary key (clinic_id, sent_id),
  foreign key (clinic_id, template_id) references questionnaire_template,
  foreign key (clinic_id, recurring_id) references recurring_questionnaire,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  constraint sent_questionnaire_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint sent_questionnaire_status_known check (status in ('awaiting-answer', 'answered', 'cancelled')),
  constraint sent_questionnaire_answered check ((status = 'answered') = (answers is not null) and (answers is null) = (answered_at is null))
);
create index sent_questionnaire_open on sent_questionnaire (clinic_id, open_holder_id, sent_at, sent_id) where open_holder_id is not null;
create index sent_questionnaire_by_day on sent_questionnaire (clinic_id, sent_at desc, sent_id desc);
call protect('sent_questionnaire');
call protect_chart('sent_questionnaire');
call keep_history('sent_questionnaire', 'sent_at', 'holder_id');
call stamp_waiting('sent_questionnaire', 'sent_questionnaire', 'questionnaires.list-sent', 'false');

call stamp_work_kind('recurring-questionnaire', 'recurring_questionnaire', id => 'recurring_id', open => 'true', facet => 'null::text',
  since => 'w.made_at', needs => 'questionnaires.list-recurring', cancel => 'ended_at = now()');
call stamp_work_kind('sent-questionnaire', 'sent_questionnaire', id => 'sent_id', open => 'true', facet => 'null::text',
  since => 'w.sent_at', needs => 'questionnaires.list-sent', cancel => $$status = 'cancelled'$$);
call stamp_withheld('recurring-questionnaire', 'recurring_questionnaire', 'recurring_id', 'questionnaires.list-recurring');
call stamp_withheld('sent-questionnaire', 'sent_questionnaire', 'sent_id', 'questionnaires.list-sent');

-- Being alerted is work of its own: it may be somebody else's than the answers.
create view questionnaire_alert as
  select xmin, clinic_id, recurring_id, patient_id, alert_id as holder_id, alert_from_id as came_from_id, open_alert_id as open_holder_id, made_at
    from recurring_questionnaire;
call stamp_work_kind('questionnaire-alert', 'questionnaire_alert', id => 'recurring_id', open => 'true', facet => 'null::text',
  since => 'w.made_at', needs => 'questionnaires.list-recurring');

grant select, insert on questionnaire_template, recurring_questionnaire, sent_questionnaire to custodian_app;
grant update (retired_at) on questionnaire_template to custodian_app;
grant update (holder_id, came_from_id, alert_id, alert_from_id, next_on, ended_at) on recurring_questionnaire to custodian_app;
grant update (holder_id, came_from_id, status, answers, answered_at) on sent_questionnaire to custodian_app;
