-- 0013  Sites: open is a row, as activity is. What only an open site may have (assigned
-- users, appointments to come) hangs off that row, so that closing is one delete, and a
-- booking at the same moment comes before it or is refused.
set search_path = custodian;

alter table site
  add column colour                 text not null default 'teal',
  add column facility_number        text not null default '',
  add column service_location_code  text not null default '';

-- What sites had before their names had to differ. Nobody acts here, hence no note of a
-- change: each clinic in which a name had to change gets the entry that says so.
alter table site disable trigger user;
update site s set colour = n.colour
  from (select clinic_id, site_id, (array['teal', 'blue', 'purple', 'brown', 'indigo', 'pink', 'olive', 'grey'])
               [1 + (row_number() over (partition by clinic_id order by closed_at nulls first, name, site_id) - 1) % 8] as colour
          from site) n
 where n.clinic_id = s.clinic_id and n.site_id = s.site_id;
do $$
declare
  was jsonb := (select jsonb_object_agg(site_id, name || ', ' || short_name) from site);
begin
  update site set short_name = btrim(left(btrim(short_name), 8)) where short_name <> btrim(left(btrim(short_name), 8));
  for round in 1 .. 1000 loop
    with twin as (select clinic_id, site_id, row_number() over (partition by clinic_id, lower(name) order by site_id) as n
                    from site where closed_at is null)
    update site s set name = s.name || ' (' || t.n + round - 1 || ')' from twin t
     where t.clinic_id = s.clinic_id and t.site_id = s.site_id and t.n > 1;
    exit when not found;
  end loop;
  for round in 1 .. 1000 loop
    with twin as (select clinic_id, site_id, row_number() over (partition by clinic_id, lower(short_name) order by site_id) as n
                    from site where closed_at is null)
    update site s set short_name = left(s.short_name, 8 - length((t.n + round - 1)::text)) || t.n + round - 1 from twin t
     where t.clinic_id = s.clinic_id and t.site_id = s.site_id and t.n > 1;
    exit when not found;
  end loop;
  insert into audit_entry (clinic_id, action, outcome, facts)
  select clinic_id, 'sites.update-site', 'done',
         jsonb_build_object('names', jsonb_agg(jsonb_build_object('siteId', site_id, 'was', was ->> site_id::text, 'is', name || ', ' || short_name)))
    from site where was ->> site_id::text <> name || ', ' || short_name
   group by clinic_id;
end $$;
alter table site enable trigger user;

alter table site
  add constraint site_colour_known check (colour in ('teal', 'blue', 'indigo', 'purple', 'pink', 'brown', 'olive', 'grey')),
  -- Empty where set-up found no letter in the clinic's name; the pages ask for one.
  add constraint site_short_name_short check (short_name = btrim(short_name) and char_length(short_name) <= 8);
create unique index site_name_unique on site (clinic_id, lower(name)) where closed_at is null;
create unique index site_short_name_unique on site (clinic_id, lower(short_name)) where closed_at is null;
grant update (colour, facility_number, service_location_code) on site to custodian_app;

create table open_site (
  clinic_id  uuid not null,
  site_id    uuid not null,
  primary key (clinic_id, site_id),
  foreign key (clinic_id, site_id) references site
);
insert into open_site select clinic_id, site_id from site where closed_at is null;
call protect('open_site');
-- Written by the trigger below alone: `closed_at` is what is said, the row is what holds.
grant select on open_site to custodian_app;

create function keep_open_site() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if new.closed_at is null then
    insert into open_site values (new.clinic_id, new.site_id) on conflict do nothing;
  else
    delete from open_site o where o.clinic_id = new.clinic_id and o.site_id = new.site_id;
  end if;
  return null;
end $$;
create trigger opened_or_closed after insert or update of closed_at on site
  for each row execute function keep_open_site();

alter table site_assignment disable trigger user;
delete from site_assignment s where not exists (select from open_site o where o.clinic_id = s.clinic_id and o.site_id = s.site_id);
-- Where a clinic has one open site, it is everybody's from here on.
insert into site_assignment (clinic_id, user_id, site_id)
select a.clinic_id, a.user_id, o.site_id from active_user a join open_site o using (clinic_id)
 where not exists (select from open_site other where other.clinic_id = o.clinic_id and other.site_id <> o.site_id)
on conflict do nothing;
alter table site_assignment enable trigger user;
alter table site_assignment
  drop constraint site_assignment_clinic_id_site_id_fkey,
  add constraint site_assignment_site_open foreign key (clinic_id, site_id) references open_site on delete cascade;
create index site_assignment_by_site on site_assignment (clinic_id, site_id);

-- As above, for users who become active and when a site closes. Holds the open sites, so that one of
-- two that closes at this moment waits for these users, or they see that it is gone.
create function share_only_site(with_users uuid[]) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    with open as (select o.clinic_id, o.site_id from open_site o where o.clinic_id = (select current_clinic()) for key share)
    insert into site_assignment (clinic_id, user_id, site_id)
    select a.clinic_id, a.user_id, o.site_id from active_user a join open o using (clinic_id)
     where a.user_id = any(with_users) and (select count(*) from open) = 1
    on conflict do nothing;
  end;

-- An appointment that is still to come stands at an open site. Not a foreign key: what is
-- past and was never marked stays where it was, and says nothing against closing.
create function require_open_site() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from open_site o where o.clinic_id = new.clinic_id and o.site_id = new.site_id for key share;
  if not found then
    raise exception 'the site is not open' using errcode = '23503', constraint = 'appointment_site_open';
  end if;
  return null;
end $$;
create trigger at_open_site after insert or update of site_id, starts_at, status on appointment
  for each row when (new.status in ('booked', 'arrived') and new.starts_at >= now()) execute function require_open_site();
create index appointment_to_come_at_site on appointment (clinic_id, site_id, starts_at) where status in ('booked', 'arrived');

-- The other side of both. The delete has waited for every booking that held the row.
create function close_sites() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if not exists (select from closed) then
    return null;
  end if;
  -- One at a time: of two who close the last two sites at once, each would count on the other's.
  perform from clinic c where c.clinic_id in (select clinic_id from closed) for no key update;
  if exists (select from closed x where not exists (select from open_site o where o.clinic_id = x.clinic_id)) then
    raise exception 'the last open site' using errcode = '23514', constraint = 'open_site_last';
  end if;
  if exists (select from closed x join appointment a using (clinic_id, site_id)
              where a.status in ('booked', 'arrived') and a.starts_at >= now()) then
    raise exception 'appointments are still to come' using errcode = '23503', constraint = 'open_site_appointments_left';
  end if;
  perform share_only_site(array(select user_id from active_user where clinic_id = (select current_clinic())));
  return null;
end $$;
create trigger closed after delete on open_site referencing old table as closed
  for each statement execute function close_sites();

-- What stands against closing a site: how many appointments are to come, with whom, from when
-- until when. Whole, patients closed to the actor included, and without their content.
create function appointments_to_come(at_site uuid)
  returns table (holder_id uuid, items int, first timestamptz, last timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('sites.preview-closing', 'sites.close-site');
  return query
    select a.holder_id, count(*)::int, min(a.starts_at), max(a.starts_at) from appointment a
     where a.clinic_id = (select current_clinic()) and a.site_id = at_site
       and a.status in ('booked', 'arrived') and a.starts_at >= now()
     group by 1;
end $$;

-- Moves what is to come at one site to another, as far as its providers are assigned there:
-- same provider, same time. Whole, like a hand-over.
create function move_to_site(from_site uuid, to_site uuid)
  returns table (holder_id uuid, items int, first timestamptz, last timestamptz)
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('sites.move-appointments');
  return query
    with moved as (
      update appointment a set site_id = to_site
       where a.clinic_id = (select current_clinic()) and a.site_id = from_site
         and a.status in ('booked', 'arrived') and a.starts_at >= now()
         and (a.holder_id is null or exists (select from site_assignment s where s.clinic_id = a.clinic_id
                                                and s.user_id = a.holder_id and s.site_id = to_site))
      returning a.holder_id, a.starts_at)
    select m.holder_id, count(*)::int, min(m.starts_at), max(m.starts_at) from moved m group by 1;
end $$;
