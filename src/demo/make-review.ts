import type { Demo } from './make-demo.ts';

/**
 * An access review of the front desk, under way: half of it is Ada's and decided but for one line, the
 * rest waits for the other administrator. Due in ten days, so that nobody is reminded yet.
 */
export async function makeReview({ client, clinicId }: Demo): Promise<void> {
  await client.query(
    `with review as (
       insert into access_review (clinic_id, name, scope, scope_id, scope_name, clinic_name, time_zone, due_on, started_at, started_by, started_by_name)
       select c.clinic_id, 'Front desk, twice a year', 'role', r.role_id, r.name, c.name, c.time_zone, (now() at time zone c.time_zone)::date + 10,
              now() - interval '4 days', u.user_id, u.first_name || ' ' || u.last_name
         from clinic c join role r using (clinic_id) join clinic_user u using (clinic_id)
        where c.clinic_id = $1 and r.name = 'front desk' and u.first_name = 'Ada' returning *),
     member as (
       select w, u.*, row_number() over (order by u.sort_name) as place
         from review w join user_role ur on ur.clinic_id = w.clinic_id and ur.role_id = w.scope_id
         join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = ur.user_id),
     line as (
       select m.*, v.user_id as reviewer_id, v.first_name || ' ' || v.last_name as reviewer_name,
              case when v.first_name = 'Ada' and m.place > 1 then (m.w).started_at + make_interval(hours => 20 + m.place::int) end as decided_at
         from member m join clinic_user v on v.clinic_id = m.clinic_id
                            and v.first_name = case m.place % 2 when 1 then 'Ada' else 'Marguerite' end)
     insert into access_review_line (clinic_id, review_id, user_id, user_number, name, sort_name, type, status, last_sign_in_at, roles, sites,
                                     permissions, blocks, reviewer_id, reviewer_name, decision, decided_at)
     select l.clinic_id, (l.w).review_id, l.user_id, l.user_number, l.first_name || ' ' || l.last_name, l.sort_name, l.type,
            case when l.locked_at is null then 'active' else 'locked' end, k.last_sign_in_at,
            (select jsonb_agg(jsonb_build_object('id', r.role_id, 'name', r.name) order by lower(r.name))
               from user_role ur join role r using (clinic_id, role_id) where ur.clinic_id = l.clinic_id and ur.user_id = l.user_id),
            coalesce((select jsonb_agg(jsonb_build_object('id', s.site_id, 'name', s.name) order by lower(s.name))
               from site_assignment sa join site s using (clinic_id, site_id) where sa.clinic_id = l.clinic_id and sa.user_id = l.user_id), '[]'),
            (select count(distinct permission) from held_permission h where h.clinic_id = l.clinic_id and h.user_id = l.user_id),
            (select count(*) from chart_block b where b.clinic_id = l.clinic_id and b.user_id = l.user_id and b.lifted_at is null),
            l.reviewer_id, l.reviewer_name, case when l.decided_at is not null then 'confirmed' end, l.decided_at
       from line l left join credentials k on k.clinic_id = l.clinic_id and k.user_id = l.user_id`,
    [clinicId],
  );
}
