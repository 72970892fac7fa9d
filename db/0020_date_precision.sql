-- 0020  Of some patients nobody knows the day they were born or died, but the month or the
-- year. The date is then the first day of it, so that it sorts and is found as before; its
-- precision says how much of it is known. What came before this has all been taken for days.
set search_path = custodian;

-- A month or a year stands for its first day; of a date that is not given nothing is known.
create function precision_fits(first_day date, known_to text) returns boolean language sql immutable parallel safe
  return case known_to
    when 'day' then true
    when 'month' then coalesce(extract(day from first_day) = 1, false)
    when 'year' then coalesce(extract(day from first_day) = 1 and extract(month from first_day) = 1, false)
    else false end;

alter table patient
  add column birth_precision     text not null default 'day',
  add column deceased_precision  text not null default 'day',
  add constraint patient_birth_precision_fits check (precision_fits(date_of_birth, birth_precision)),
  add constraint patient_deceased_precision_fits check (precision_fits(deceased_on, deceased_precision));
grant update (birth_precision, deceased_precision) on patient to custodian_app;

-- What is known of a date, as ISO 8601 writes it: 1950, 1950-06 or 1950-06-12.
create function known_day(first_day date, known_to text) returns text language sql stable parallel safe
  return left(to_char(first_day, 'YYYY-MM-DD'), case known_to when 'year' then 4 when 'month' then 7 else 10 end);
