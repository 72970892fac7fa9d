-- 0047  Users are found by what people type; a number is one number however it is grouped; when somebody last signed in
-- outlasts their credentials.
set search_path = custodian;

-- Every part of a name, without accents: `clementine` and `achterberg` find Marie-Clémentine Dufresne-Achterberg.
create function plain_name(name text) returns text
  language sql immutable parallel safe
  return regexp_replace(regexp_replace(normalize(lower(name), NFD), '[\u0300-\u036f]', '', 'g'), '[-''’ ]+', ' ', 'g');
alter table clinic_user
  add column name_parts text generated always as (' ' || plain_name(last_name || ' ' || first_name)) stored,
  -- Of the credentials that were ended; those of today keep their own.
  add column last_sign_in_at timestamptz;

-- `88 300` and `88-300` are one number. Kept is what was typed: outside it may be asked for in that form.
alter table provider_field disable trigger user;
alter table identifier_claim disable trigger user;
alter table provider_field drop column sought;
delete from provider_field f using provider_field other
 where other.clinic_id = f.clinic_id and other.user_id = f.user_id and other.field = f.field and other.position < f.position
   and upper(regexp_replace(other.value, '[[:space:]-]+', '', 'g')) = upper(regexp_replace(f.value, '[[:space:]-]+', '', 'g'));
alter table provider_field
  add column sought text collate "C" not null
    generated always as (coalesce(nullif(upper(regexp_replace(value, '[[:space:]-]+', '', 'g')), ''), value)) stored,
  add constraint provider_field_once unique (clinic_id, user_id, field, sought);
create index provider_field_by_value on provider_field (clinic_id, sought) where identifies;
-- Where two have one number by now, it stays with whoever was here first.
delete from identifier_claim;
insert into identifier_claim (clinic_id, field, value, user_id)
select distinct on (f.clinic_id, f.field, f.sought) f.clinic_id, f.field, f.sought, f.user_id
  from provider_field f join active_user a using (clinic_id, user_id) join clinic_user u using (clinic_id, user_id)
 where f.identifies
 order by f.clinic_id, f.field, f.sought, u.user_number;
alter table provider_field enable trigger user;
alter table identifier_claim enable trigger user;

create function keep_last_sign_in() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update clinic_user u set last_sign_in_at = old.last_sign_in_at where u.clinic_id = old.clinic_id and u.user_id = old.user_id;
  return null;
end $$;
create trigger sign_in_kept after delete on credentials for each row when (old.last_sign_in_at is not null)
  execute function keep_last_sign_in();
create function take_up_last_sign_in() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  new.last_sign_in_at := (select u.last_sign_in_at from clinic_user u where u.clinic_id = new.clinic_id and u.user_id = new.user_id);
  return new;
end $$;
create trigger sign_in_taken_up before insert on credentials for each row when (new.last_sign_in_at is null)
  execute function take_up_last_sign_in();

-- Two names that look alike are one: full-width letters are letters, and what cannot be seen tells nobody apart.
alter table credentials add constraint credentials_username_as_seen
  check (username is nfkc normalized and username !~ '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]') not valid;
