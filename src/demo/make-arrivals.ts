import type { Demo } from './make-demo.ts';

type Part = Pick<Demo, 'client' | 'clinicId'>;

/** A page that a printer could have made. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 66>>stream
BT /F 12 Tf 30 150 Td (Access ended. Thank you for telling us.) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/**
 * What comes after leaving: what Caspian handed to Cy and what has arrived since, with Cy or in the pool; what goes on
 * producing tasks and nobody took over; the files at two lines of the checklist; and Odile, who left, has come back and can
 * take up again what Ines has not finished.
 */
export async function makeArrivals(demo: Part): Promise<void> {
  await handOver(demo, { leaver: 'Caspian', successor: 'Cy', kinds: { task: 6, message: 5, result: 4 } });
  await arrive(demo);
  await leaveStanding(demo);
  await keepFiles(demo);
  await goAndComeBack(demo);
}

/** Of each kind: its table, the key of it, since when a row waits, and whether it is still open. */
const tables = {
  task: { table: 'task', id: 'task_id', since: 'made_at', open: 'done_at is null' },
  message: { table: 'inbox_item', id: 'item_id', since: 'arrived_at', open: 'filed_at is null' },
  result: { table: 'result', id: 'result_id', since: 'issued_at', open: 'acknowledged_at is null' },
} as const;

interface Leaving {
  readonly leaver: string;
  readonly successor: string;
  readonly kinds: Readonly<Partial<Record<keyof typeof tables, number>>>;
}

/** So many of the successor's oldest open items came from the leaver, by the rules and the ledger of that hand-over. */
async function handOver({ client, clinicId }: Part, { leaver, successor, kinds }: Leaving): Promise<void> {
  for (const [kind, items] of Object.entries(kinds)) {
    const { table, id, since } = tables[kind as keyof typeof tables];
    await client.query(
      `with l as (select h.* from handover h join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.leaver_id
                   where h.clinic_id = $1 and u.first_name = $2),
            s as (select user_id from clinic_user where clinic_id = $1 and first_name = $3),
            moved as (
              update ${table} w set came_from_id = l.leaver_id, arrived_for_id = null from l, s
               where w.clinic_id = $1 and w.${id} in (
                       select o.${id} from ${table} o, s where o.clinic_id = $1 and o.open_holder_id = s.user_id and o.came_from_id is null order by o.${since}, o.${id} limit $5)
              returning w.${id} as item_id, l.handover_id, s.user_id),
            ruled as (
              update handover h set rules = h.rules || jsonb_build_array(jsonb_build_object('kind', $4::text, 'how', 'transfer', 'successorIds', jsonb_build_array(s.user_id))),
                     counted = jsonb_build_object('kinds', h.counted -> 'kinds' || jsonb_build_array(jsonb_build_object('kind', $4::text, 'items', (select count(*) from moved))),
                                                  'successors', jsonb_build_array(jsonb_build_object('userId', s.user_id, 'before', 14)))
                from l, s where h.clinic_id = $1 and h.handover_id = l.handover_id)
       insert into handover_item (clinic_id, handover_id, kind, item_id, disposition, successor_id)
       select $1, handover_id, $4::text, item_id, 'transfer', user_id from moved`,
      [clinicId, leaver, successor, kind, items],
    );
  }
}

/** Some of what Cy has, and some of what waits in the pool, came for Caspian when he had left. */
async function arrive({ client, clinicId }: Part): Promise<void> {
  for (const { table, id, since, open } of Object.values(tables)) {
    await client.query(
      `update ${table} w set arrived_for_id = gone.user_id, came_from_id = gone.user_id
         from clinic_user gone
        where w.clinic_id = $1 and gone.clinic_id = $1 and gone.first_name = 'Caspian' and w.${id} in (
                (select o.${id} from ${table} o join clinic_user cy on cy.clinic_id = o.clinic_id and cy.user_id = o.open_holder_id
                  where o.clinic_id = $1 and cy.first_name = 'Cy' and o.came_from_id is null order by o.${since} desc, o.${id} limit 2)
                union all
                (select o.${id} from ${table} o where o.clinic_id = $1 and o.holder_id is null and o.${open} order by o.${since} desc, o.${id} limit 2))`,
      [clinicId],
    );
  }
}

/** What goes on producing tasks and was Caspian's: nobody took it over. */
async function leaveStanding({ client, clinicId }: Part): Promise<void> {
  for (const [table, name, title] of [
    ['recurring_task', 'title', 'Test the emergency kit'],
    ['task_type', 'name', 'Call back'],
  ] as const) {
    await client.query(
      `update ${table} w set came_from_id = u.user_id, held_since = now() - interval '36 days'
         from clinic_user u where w.clinic_id = $1 and w.${name} = $2 and u.clinic_id = $1 and u.first_name = 'Caspian'`,
      [clinicId, title],
    );
  }
}

/** What shows that two lines of Caspian's checklist are done. */
async function keepFiles({ client, clinicId }: Part): Promise<void> {
  await client.query(
    `insert into outside_file (clinic_id, mark_id, name, type, bytes, content, added_at, added_by_id)
     select m.clinic_id, m.mark_id, f.name, 'application/pdf', octet_length(f.content), f.content, m.marked_at + interval '1 hour', m.marked_by_id
       from outside_mark m join clinic_user u using (clinic_id, user_id)
       join (values ('laboratories', 'Northmere Labs confirms.pdf', $2::bytea), ('laboratories', 'Harbour Imaging confirms.pdf', $2::bytea),
                    ('keys-and-devices', 'Keys returned, signed.pdf', $2::bytea)) f (line, name, content) using (line)
      where m.clinic_id = $1 and u.first_name = 'Caspian'`,
    [clinicId, Buffer.from(PDF, 'latin1')],
  );
}

/** Odile left, has come back, and has taken two things up again; the rest is with Ines. */
async function goAndComeBack(demo: Part): Promise<void> {
  const { client, clinicId } = demo;
  await client.query(
    `insert into handover (clinic_id, leaver_id, actor_id, at, reason, former_roles, former_sites, counted, sessions_ended)
     select u.clinic_id, u.user_id, a.user_id, now() - interval '13 days', 'Tries the hospital’s emergency room',
            array(select role_id from user_role where clinic_id = u.clinic_id and user_id = u.user_id),
            array(select site_id from site_assignment where clinic_id = u.clinic_id and user_id = u.user_id), '{"kinds": [], "successors": []}', 1
       from clinic_user u join clinic_user a on a.clinic_id = u.clinic_id and a.first_name = 'Ada'
      where u.clinic_id = $1 and u.first_name = 'Odile'`,
    [clinicId],
  );
  await handOver(demo, { leaver: 'Odile', successor: 'Ines', kinds: { task: 5, message: 4 } });
  await concernsPratts(demo);
  await client.query(
    `with ledger as (select h.*, u.user_id as back from handover h join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.leaver_id
                      where h.clinic_id = $1 and u.first_name = 'Odile'),
          chosen as (select i.item_id from handover_item i join ledger l using (clinic_id, handover_id) where i.kind = 'task' order by i.item_id limit 2),
          back as (
            update task w set holder_id = l.back, came_from_id = w.holder_id from ledger l
             where w.clinic_id = $1 and w.task_id in (select item_id from chosen) returning w.task_id),
          marked as (
            update handover_item i set undone_at = now() - interval '4 days' from ledger l
             where i.clinic_id = $1 and i.handover_id = l.handover_id and i.item_id in (select task_id from back) returning i.item_id)
     insert into handover_return (clinic_id, handover_id, actor_id, at, reason, items)
     select l.clinic_id, l.handover_id, l.actor_id, now() - interval '4 days', 'Is back, and knows these two', (select count(*) from marked)
       from ledger l where exists (select from marked)`,
    [clinicId],
  );
}

/** One task of Odile's hand-over, and one of Bo's, are about a patient whose record is closed to Marguerite. */
async function concernsPratts({ client, clinicId }: Part): Promise<void> {
  await client.query(
    `update task t set patient_id = p.patient_id from patient p
      where t.clinic_id = $1 and p.clinic_id = $1 and p.first_name = 'Rui' and p.last_name = 'Pratt'
        and t.task_id in (
              (select o.task_id from task o join clinic_user ines on ines.clinic_id = o.clinic_id and ines.user_id = o.open_holder_id
                where o.clinic_id = $1 and ines.first_name = 'Ines' and o.came_from_id is not null order by o.task_id desc limit 1)
              union all
              (select o.task_id from task o join clinic_user bo on bo.clinic_id = o.clinic_id and bo.user_id = o.open_holder_id
                where o.clinic_id = $1 and bo.first_name = 'Bo' order by o.made_at limit 1))`,
    [clinicId],
  );
}

/** Ines has worked on some of what Odile handed over: an undo leaves it, and taking back asks. In a transaction after the others. */
export async function workOnSince({ client, clinicId }: Part): Promise<void> {
  await client.query(
    `update task t set details = 'Called twice, nobody answers. Try on Friday.'
      where t.clinic_id = $1 and t.task_id = (
              select i.item_id from handover_item i join handover h using (clinic_id, handover_id)
                join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.leaver_id
               where i.clinic_id = $1 and u.first_name = 'Odile' and i.kind = 'task' and i.undone_at is null order by i.item_id limit 1)`,
    [clinicId],
  );
}
