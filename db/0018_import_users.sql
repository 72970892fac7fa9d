-- 0018  Users that come many at once: mail to all of them in one statement.
set search_path = custodian;

-- As write_mail (0016), for many: to each one's own address, where they have one. Answers to whom mail was written.
create function write_mails(in_users uuid[], in_kind text, in_facts jsonb[]) returns setof uuid
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return;
  end if;
  return query
    insert into mail (clinic_id, user_id, kind, to_address, facts)
    select k.clinic_id, k.user_id, in_kind, k.email, g.facts
      from unnest(in_users, in_facts) as g(user_id, facts) join credentials k on k.clinic_id = current_clinic() and k.user_id = g.user_id
     where k.email is not null
    returning mail.user_id;
end $$;
