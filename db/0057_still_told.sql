-- 0057  A query that somebody shares may name its patients by their numbers: who is kept from one of them is not told what it asks.
set local search_path = custodian;

-- The list is read as a report reads it, and only where anything is closed.
create function names_closed(pasted text) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from own_closed_patient o join patient p using (clinic_id, patient_id)
                    where o.clinic_id = (select current_clinic()) and p.demographic_number in (select part::bigint from regexp_split_to_table(pasted, '[\s.,;]+') part where part ~ '^\d{1,15}$'));
  end;
revoke execute on function names_closed from public;
grant execute on function names_closed to custodian_app;
