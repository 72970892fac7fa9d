-- 0022  Shorter limits hold at once: a session that is open already ends no later than it
-- would if it had begun, and had last been seen, under them. Longer limits give an open
-- session nothing.
set search_path = custodian;

create function sessions_follow_clinic() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update session s
     set idle_until = least(s.idle_until, s.seen_at + make_interval(mins => new.idle_limit_minutes)),
         ends_at = least(s.ends_at, s.begun_at + make_interval(mins => new.absolute_limit_minutes))
   where s.clinic_id = new.clinic_id
     and (s.idle_until > s.seen_at + make_interval(mins => new.idle_limit_minutes)
          or s.ends_at > s.begun_at + make_interval(mins => new.absolute_limit_minutes));
  return null;
end $$;
create trigger followed after update of idle_limit_minutes, absolute_limit_minutes on clinic
  for each row when (new.idle_limit_minutes < old.idle_limit_minutes or new.absolute_limit_minutes < old.absolute_limit_minutes)
  execute function sessions_follow_clinic();
