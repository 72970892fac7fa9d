-- 0034  Prescriptions: drafts are open work, what is signed is final. And whoever prescribes or refers does it at a site
-- of their own: said here once more, for whatever path and whatever race.
set search_path = custodian;

create table prescription (
  clinic_id        uuid not null,
  prescription_id  uuid not null default gen_random_uuid(),
  patient_id       uuid not null,
  -- Its letterhead says what the provider record leaves empty.
  site_id          uuid not null,
  author_id        uuid not null,
  holder_id        uuid not null,
  came_from_id     uuid,
  -- To the pharmacist.
  note             text not null default '',
  status           text not null default 'draft',
  written_at       timestamptz not null default now(),
  signed_at        timestamptz,
  signed_by_id     uuid,
  -- As both stood on record at that moment: what was signed is printed alike for ever.
  letterhead       jsonb,
  written_for      jsonb,
  cancelled_at     timestamptz,
  cancelled_by_id  uuid,
  -- Null: a draft that went with a hand-over.
  cancel_reason    text,
  version          int not null default 1,
  is_open          boolean not null generated always as (status = 'draft') stored,
  open_holder_id   uuid generated always as (case when status = 'draft' then holder_id end) stored,
  primary key (clinic_id, prescription_id),
  unique (clinic_id, prescription_id, patient_id),
  constraint prescription_patient_known foreign key (clinic_id, patient_id) references patient,
  constraint prescription_site_known foreign key (clinic_id, site_id) references site,
  foreign key (clinic_id, author_id) references clinic_user,
  constraint prescription_holder_known foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, signed_by_id) references clinic_user,
  foreign key (clinic_id, cancelled_by_id) references clinic_user,
  constraint prescription_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint prescription_status_known check (status in ('draft', 'signed', 'cancelled')),
  constraint prescription_signed_by_holder check (
    (signed_at is null) = (signed_by_id is null) and (signed_at is null) = (letterhead is null)
    and (signed_at is null) = (written_for is null) and signed_by_id = holder_id),
  constraint prescription_cancelled_by_somebody check (
    (cancelled_at is null) = (cancelled_by_id is null) and (cancelled_at is not null or cancel_reason is null) and btrim(cancel_reason) <> ''),
  constraint prescription_in_order check (case status when 'draft' then signed_at is null and cancelled_at is null
                                                      when 'signed' then signed_at is not null and cancelled_at is null
                                                      else cancelled_at is not null end)
);
create index prescription_open on prescription (clinic_id, open_holder_id, written_at, prescription_id) where open_holder_id is not null;
create index prescription_by_patient on prescription (clinic_id, patient_id, written_at desc, prescription_id desc);
create index prescription_by_day on prescription (clinic_id, written_at desc, prescription_id desc);
call protect('prescription');
call protect_chart('prescription');
call count_versions('prescription');
call keep_history('prescription', 'written_at', 'holder_id');
call stamp_waiting('prescription', 'prescription', 'prescriptions.list-prescriptions', 'false');

-- What is prescribed, in the order in which it is printed.
create table prescription_line (
  clinic_id        uuid not null,
  prescription_id  uuid not null,
  line             int not null,
  patient_id       uuid not null,
  medication       text not null,
  dose             text not null default '',
  directions       text not null,
  quantity         text not null,
  refills          int not null default 0,
  primary key (clinic_id, prescription_id, line),
  foreign key (clinic_id, prescription_id, patient_id) references prescription (clinic_id, prescription_id, patient_id),
  constraint prescription_line_filled check (btrim(medication) <> '' and btrim(directions) <> '' and btrim(quantity) <> ''),
  constraint prescription_line_refills check (refills between 0 and 99),
  constraint prescription_line_few check (line between 1 and 20)
);
call protect('prescription_line');
call protect_chart('prescription_line');

-- Signed is signed: it can be cancelled, and is never changed. What is cancelled stays so.
create function keep_signed_prescriptions() returns trigger language plpgsql set search_path = custodian, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.status = 'cancelled' or (old.status = 'signed' and (
       new.status <> 'cancelled' or (new.site_id, new.author_id, new.holder_id, new.note, new.signed_at, new.signed_by_id, new.letterhead, new.written_for)
         is distinct from (old.site_id, old.author_id, old.holder_id, old.note, old.signed_at, old.signed_by_id, old.letterhead, old.written_for))) then
    raise exception 'a signed prescription is final' using errcode = '23514', constraint = 'prescription_signed';
  end if;
  if new.status = 'signed' and old.status = 'draft' and not exists (
       select from prescription_line l where l.clinic_id = new.clinic_id and l.prescription_id = new.prescription_id) then
    raise exception 'nothing is prescribed' using errcode = '23514', constraint = 'prescription_prescribes';
  end if;
  return new;
end $$;
create trigger signed before update or delete on prescription for each row execute function keep_signed_prescriptions();

-- Holds the prescription, so that nobody signs it while its lines change.
create function keep_signed_lines() returns trigger language plpgsql set search_path = custodian, pg_temp as $$
declare
  one prescription_line := coalesce(new, old);
begin
  perform from prescription p where p.clinic_id = one.clinic_id and p.prescription_id = one.prescription_id and p.status = 'draft' for no key update;
  if not found then
    raise exception 'a signed prescription is final' using errcode = '23514', constraint = 'prescription_signed';
  end if;
  return one;
end $$;
create trigger signed before insert or update or delete on prescription_line for each row execute function keep_signed_lines();

-- Whoever writes, holds or signs is assigned to the site. After the row, hence after its holder's activity is held: whoever
-- takes a site from somebody holds that too, and one of the two waits for the other.
create function require_own_site() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if exists (
    select from unnest(array[case when tg_op = 'INSERT' then new.author_id end, new.open_holder_id,
                             case when tg_op = 'INSERT' or new.signed_by_id is distinct from old.signed_by_id then new.signed_by_id end]) who
     where who is not null
       and not exists (select from site_assignment s where s.clinic_id = new.clinic_id and s.user_id = who and s.site_id = new.site_id)) then
    raise exception 'only at a site of one''s own' using errcode = '23514', constraint = 'work_at_own_site';
  end if;
  return null;
end $$;
create trigger written_at_own_site after insert on prescription for each row when (new.is_open) execute function require_own_site();
create trigger worked_on_at_own_site after update on prescription for each row
  when (new.cancelled_at is null and (new.open_holder_id, new.site_id, new.signed_by_id)
        is distinct from (old.open_holder_id, old.site_id, old.signed_by_id)) execute function require_own_site();
create trigger written_at_own_site after insert on letter for each row when (new.is_open) execute function require_own_site();
create trigger worked_on_at_own_site after update on letter for each row
  when (new.is_open and (new.open_holder_id, new.site_id, new.signed_by_id)
        is distinct from (old.open_holder_id, old.site_id, old.signed_by_id)) execute function require_own_site();

-- As in 0028, and of work that is done at a site (`at_site`, over the row `w`) only to whoever is assigned to it.
drop procedure stamp_withheld(text, regclass, text, text);
create procedure stamp_withheld(kind text, target regclass, id text, needs text, at_site text default null)
  language plpgsql set search_path = custodian, pg_temp as $outer$
declare
  reaches text := case when at_site is null then 'true' else format(
    'exists (select from site_assignment s where s.clinic_id = w.clinic_id and s.user_id = successor_id and s.site_id = %s)', at_site) end;
begin
  execute format('drop function if exists %I(), %I(uuid)', kind || '_withheld_takers', kind || '_pass_withheld');
  execute format($template$
    create function %1$I() returns table (user_id uuid)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    #variable_conflict use_column
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select w.* from %4$s w
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())
             and exists (select from own_blocked_patient o where o.clinic_id = w.clinic_id and o.patient_id = w.patient_id))
        select u.user_id from active_user a join clinic_user u using (clinic_id, user_id), lateral (select u.user_id as successor_id) s_id
         where a.clinic_id = (select current_clinic()) and u.locked_at is null and u.user_id <> (select current_actor())
           and exists (select from held_permission h where h.clinic_id = a.clinic_id and h.user_id = u.user_id and h.permission = %6$L)
           and exists (select from withheld w where %7$s and not exists (
                         select from blocked_patient b where b.clinic_id = a.clinic_id and b.user_id = u.user_id
                            and b.patient_id = w.patient_id and b.until > now()));
    end $body$;
    create function %2$I(successor_id uuid) returns table (passed int, kept int)
      language plpgsql volatile security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select w.%5$I as item_id, %7$s and not exists (select from blocked_patient b where b.clinic_id = w.clinic_id and b.user_id = successor_id
                                                            and b.patient_id = w.patient_id and b.until > now()) as open_to_successor
            from %4$s w
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())
             and exists (select from own_blocked_patient o where o.clinic_id = w.clinic_id and o.patient_id = w.patient_id)),
        moved as (
          update %4$s w set holder_id = successor_id, came_from_id = (select current_actor()) from withheld i
           where w.clinic_id = (select current_clinic()) and w.%5$I = i.item_id and i.open_to_successor
             and w.open_holder_id = (select current_actor()) returning 1)
        select (select count(*) from moved)::int, (select count(*) from withheld i where not i.open_to_successor)::int;
    end $body$;
  $template$, kind || '_withheld_takers', kind || '_pass_withheld', kind, target, id, needs, reaches);
end $outer$;
call stamp_withheld('letter', 'letter', 'letter_id', 'letters.list-letters', at_site => 'w.site_id');
call stamp_withheld('prescription', 'prescription', 'prescription_id', 'prescriptions.sign-prescription', at_site => 'w.site_id');

-- An undo gives back what lies at sites that the leaver has again.
call stamp_work_kind('letter', 'letter', id => 'letter_id', open => 'true', facet => 'w.status', since => 'w.made_at',
  needs => 'letters.list-letters', pooled => 'w.is_open', site => 'w.site_id',
  conflict => $$
    when w.status = 'to-sign' and not (
           (select u.type in ('doctor', 'nurse', 'resident', 'midwife') from clinic_user u
             where u.clinic_id = (select current_clinic()) and u.user_id = successor)
           and (select exists (select from held_permission h where h.clinic_id = (select current_clinic())
                                  and h.user_id = successor and h.permission = 'letters.sign-letter'))) then 'not-permitted'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site' $$,
  untouched => $$w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)
    and exists (select from site_assignment s where s.clinic_id = w.clinic_id and s.user_id = l.leaver_id and s.site_id = w.site_id)$$);

-- Only a practitioner who may prescribe there takes it.
call stamp_work_kind('prescription', 'prescription', id => 'prescription_id', open => 'true', facet => 'null::text',
  since => 'w.written_at', needs => 'prescriptions.sign-prescription', site => 'w.site_id',
  cancel => $$status = 'cancelled', cancelled_at = now(), cancelled_by_id = (select current_actor())$$,
  conflict => $$
    when (select u.type not in ('doctor', 'nurse', 'resident', 'midwife') from clinic_user u
           where u.clinic_id = (select current_clinic()) and u.user_id = successor) then 'not-permitted'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site' $$,
  untouched => $$w.xmin in (l.xact::xid, pg_current_xact_id_if_assigned()::xid)
    and exists (select from site_assignment s where s.clinic_id = w.clinic_id and s.user_id = l.leaver_id and s.site_id = w.site_id)$$);

grant select, insert on prescription to custodian_app;
grant update (site_id, note, status, holder_id, came_from_id, signed_at, signed_by_id, letterhead, written_for,
              cancelled_at, cancelled_by_id, cancel_reason) on prescription to custodian_app;
grant select, insert, delete on prescription_line to custodian_app;
