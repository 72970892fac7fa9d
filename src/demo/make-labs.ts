import type { Demo } from './make-demo.ts';

/** Two connections to laboratories that run in a doctor's name, and one that was stopped. */
export async function makeLabs({ client, clinicId }: Demo): Promise<void> {
  await client.query(
    `insert into lab_integration (clinic_id, author_id, holder_id, name, laboratory, account, running, set_up_at, last_received_at)
       select $1, ada.user_id, u.user_id, i.name, i.laboratory, i.account, i.running, now() - i.ago, now() - i.last
         from (values ('Main laboratory', 'Northmere Laboratories', 'NM-40117', 'Bo', true, interval '600 days', interval '3 hours'),
                      ('Pathology', 'Coastline Pathology', 'CP-2281', 'Priya', true, interval '380 days', interval '2 days'),
                      ('Old imaging', 'Ridge Imaging', 'RI-09', 'Bo', false, interval '700 days', interval '200 days'))
              i(name, laboratory, account, of, running, ago, last)
         join clinic_user u on u.clinic_id = $1 and u.first_name = i.of
         join clinic_user ada on ada.clinic_id = $1 and ada.first_name = 'Ada'`,
    [clinicId],
  );
}
