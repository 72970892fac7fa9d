-- 0058  Whoever is to be alerted when a questionnaire is not completed is told when its day is over without an answer. And everybody's
-- results that wait, in their order.
set local search_path = custodian;

create index sent_questionnaire_awaited on sent_questionnaire (clinic_id, due_on) where status = 'awaiting-answer';
create index result_awaited on result (clinic_id, (not urgent), (not abnormal), issued_at, result_id) where acknowledged_at is null;
create index reminder_of_questionnaire on reminder (clinic_id, about) where kind = 'questionnaire-overdue';

-- Tells the next user, of any clinic, that sent questionnaires are overdue: a notice, and mail where there is a mail server, also to
-- the addresses of their templates, each of its own. Each questionnaire once, all of one user's together. It is whoever is alerted, or receives the answers
-- of what was sent once; where they have left, the successor of alerts; where they are locked or nobody took over, whoever receives
-- the answers. What nobody could read waits until somebody can. Says whether there was one.
create function alert_next_of_questionnaires() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
  overdue uuid[];
  reader uuid;
  said jsonb;
begin
  -- One server after the other: of two, the second sees what the first has told.
  perform pg_advisory_xact_lock(hashtext('questionnaires.alert-of-overdue'));
  select s.clinic_id, s.sent_id, s.patient_id, s.holder_id, alert.user_id as alert_id, t.today,
         a.user_id is not null as works, u.locked_at is null as unlocked
    into due
    from clinic c
    cross join lateral (select (now() at time zone c.time_zone)::date as today) t
    join sent_questionnaire s on s.clinic_id = c.clinic_id and s.status = 'awaiting-answer' and s.due_on < t.today
    left join recurring_questionnaire r on r.clinic_id = s.clinic_id and r.recurring_id = s.recurring_id
    cross join lateral (select coalesce(r.alert_id, s.holder_id) as user_id) alert
    join clinic_user u on u.clinic_id = s.clinic_id and u.user_id = alert.user_id
    join clinic_user h on h.clinic_id = s.clinic_id and h.user_id = s.holder_id
    left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
   where ((a.user_id is not null and u.locked_at is null) or h.locked_at is null)
     and not exists (select from reminder m where m.clinic_id = s.clinic_id and m.kind = 'questionnaire-overdue' and m.about = s.sent_id::text)
   limit 1;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.holder_id::text, true);
  reader := case when due.works and due.unlocked then due.alert_id
                 when due.works then due.holder_id
                 else coalesce(late_holder('questionnaire-alert', due.alert_id, due.patient_id), due.holder_id) end;
  perform set_config('custodian.actor', reader::text, true);
  perform from active_user a where a.clinic_id = due.clinic_id and a.user_id = reader for no key update;
  if not found then
    return true;
  end if;
  select array_agg(s.sent_id) into overdue
    from sent_questionnaire s
    left join recurring_questionnaire r on r.clinic_id = s.clinic_id and r.recurring_id = s.recurring_id
   where s.clinic_id = due.clinic_id and s.status = 'awaiting-answer' and s.due_on < due.today
     and (s.sent_id = due.sent_id or (reader = due.alert_id and coalesce(r.alert_id, s.holder_id) = reader))
     and not exists (select from reminder m where m.clinic_id = s.clinic_id and m.kind = 'questionnaire-overdue' and m.about = s.sent_id::text);
  -- Answered a moment ago.
  if overdue is null then
    return true;
  end if;
  insert into reminder (clinic_id, user_id, kind, about)
  select due.clinic_id, reader, 'questionnaire-overdue', o from unnest(overdue) o;
  said := jsonb_build_object('items', cardinality(overdue));
  perform tell(reader, 'questionnaire-overdue', said, null);
  if current_setting('custodian.sends_mail', true) = 'on' then
    insert into mail (clinic_id, user_id, kind, to_address, facts)
    select due.clinic_id, reader, 'questionnaire-overdue', min(q.alert_email), jsonb_build_object('items', count(*))
      from sent_questionnaire s join questionnaire_template q using (clinic_id, template_id)
     where s.clinic_id = due.clinic_id and s.sent_id = any(overdue) and q.alert_email ~ '^[^@[:space:]]+@[^@[:space:]]+$'
       and not exists (select from credentials k where k.clinic_id = s.clinic_id and k.user_id = reader and lower(k.email) = lower(q.alert_email))
     group by lower(q.alert_email);
  end if;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (due.clinic_id, 'questionnaires.alert-of-overdue', 'done', reader, said);
  return true;
end $$;

-- Everybody's tasks, in their order.
create index task_to_do on task (clinic_id, (not urgent), coalesce(due_on, 'infinity'::date), task_id) where open_holder_id is not null;
