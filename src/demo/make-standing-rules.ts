import type { Demo } from './make-demo.ts';

/** What goes on until somebody says otherwise: forwarding, supervision of the residents, the account owner. */
export async function makeStandingRules({ client, clinicId, province }: Demo): Promise<void> {
  await client.query(
    `insert into standing_rule (clinic_id, author_id, what, from_id, holder_id, forwards, starts_on, ends_on, made_at)
       select $1, ada.user_id, r.what, f.user_id, t.user_id, r.forwards, day.today - r.since, day.today + r.remaining, now() - make_interval(days => r.since)
         from (values ('supervision', 'Halvor', 'Bo', '{}'::text[], 60, 120), ('supervision', 'Tolu', 'Luc', '{}', 40, 140),
                      ('forwarding', 'Gideon', 'Arjan', '{result}', 8, 20), ('forwarding', 'Ruben', 'Kofi', '{message,task}', 3, null))
              r(what, of, to_whom, forwards, since, remaining)
         join clinic_user f on f.clinic_id = $1 and f.first_name = r.of
         join clinic_user t on t.clinic_id = $1 and t.first_name = r.to_whom
         join clinic_user ada on ada.clinic_id = $1 and ada.first_name = 'Ada',
              lateral (select (now() at time zone $2)::date as today) day`,
    [clinicId, province.timeZone],
  );
  await client.query(
    `insert into account_owner (clinic_id, holder_id, since)
       select $1, user_id, now() - interval '700 days' from clinic_user where clinic_id = $1 and first_name = 'Marguerite'`,
    [clinicId],
  );
}
