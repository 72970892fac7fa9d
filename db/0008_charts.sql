-- 0008  The chart: notes, open while they are drafts. The author of a note never changes;
-- its holder is who must still sign it.
set search_path = custodian;

create table chart_note (
  clinic_id       uuid not null,
  note_id         uuid not null default gen_random_uuid(),
  patient_id      uuid not null,
  author_id       uuid,
  holder_id       uuid,
  came_from_id    uuid,
  title           text not null,
  body            text not null default '',
  written_at      timestamptz not null default now(),
  signed_at       timestamptz,
  signed_by_id    uuid,
  version         int not null default 1,
  open_holder_id  uuid generated always as (case when signed_at is null then holder_id end) stored,
  primary key (clinic_id, note_id),
  constraint chart_note_patient_known foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, author_id) references clinic_user,
  foreign key (clinic_id, holder_id) references clinic_user,
  foreign key (clinic_id, came_from_id) references clinic_user,
  foreign key (clinic_id, signed_by_id) references clinic_user,
  constraint chart_note_open_holder_active foreign key (clinic_id, open_holder_id) references active_user,
  constraint chart_note_titled check (btrim(title) <> '')
);
-- A chart shows its drafts first, then what is signed, page by page.
create index chart_note_drafts on chart_note (clinic_id, patient_id, written_at desc, note_id desc) where signed_at is null;
create index chart_note_by_patient on chart_note (clinic_id, patient_id, written_at desc, note_id desc);
create index chart_note_open on chart_note (clinic_id, open_holder_id) where open_holder_id is not null;
call protect('chart_note');
call protect_chart('chart_note');
call count_versions('chart_note');

-- Signed is signed: what stands in a signed note is never changed, by anybody.
create function keep_signed_notes() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null then
    raise exception 'a signed note is final' using errcode = '23514', constraint = 'chart_note_signed';
  end if;
  return new;
end $$;
create trigger signed before update or delete on chart_note for each row execute function keep_signed_notes();

call stamp_work_kind('chart-note', 'chart_note', id => 'note_id', open => 'true', facet => 'null::text',
  since => 'w.written_at', needs => 'charts.sign-note');

grant select, insert on chart_note to custodian_app;
grant update (title, body, holder_id, came_from_id, signed_at, signed_by_id) on chart_note to custodian_app;
