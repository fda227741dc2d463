import { App, Button, Card, Input, Popconfirm, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { person as api, type NoteView } from "../../api/person";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const mostCharacters = 2000;

interface WriterProps { first?: string; label: string; onSave: (text: string) => Promise<void>; onCancel?: () => void }

function Writer({ first = "", label, onSave, onCancel }: WriterProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(first);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSave(text.trim());
      setText("");
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };
  return (
    <div className="note-writer">
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={mostCharacters} value={text} placeholder={t("person.noteHint")} aria-label={label} onChange={(e) => setText(e.target.value)} data-testid="note-text" />
      {problem !== undefined && <Problem error={problem} />}
      <Space>
        <Button type="primary" size="small" loading={busy} disabled={text.trim() === ""} onClick={() => void save()} data-testid="note-save">{label}</Button>
        {onCancel && <Button size="small" onClick={onCancel}>{t("common.cancel")}</Button>}
      </Space>
    </div>
  );
}

function Note({ note, person, onChange }: { note: NoteView; person: number; onChange: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [editing, setEditing] = useState(false);
  const remove = () => api.removeNote(note.id).then(onChange, (failure: unknown) => void message.error(sayProblem(failure, t).detail));
  const save = async (text: string) => {
    await api.changeNote(note.id, text);
    setEditing(false);
    onChange();
  };
  return (
    <li className="note" data-testid="note">
      <header><b>{note.author}</b><small>{words.instant(note.created)}{note.updated !== note.created && ` · ${t("person.edited", { when: words.instant(note.updated) })}`}</small></header>
      {editing ? <Writer first={note.text} label={t("common.save")} onSave={save} onCancel={() => setEditing(false)} /> : <p>{note.text}</p>}
      {note.person !== person && <small>{t("person.ofNumber", { n: note.person })}</small>}
      {!editing && (
        <Space size={0}>
          {note.may_edit && <Button size="small" type="text" onClick={() => setEditing(true)} data-testid="note-edit">{t("common.edit")}</Button>}
          {note.may_delete && <Popconfirm title={t("person.confirmDeleteNote")} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={remove}><Button size="small" type="text" danger data-testid="note-delete">{t("common.delete")}</Button></Popconfirm>}
        </Space>
      )}
    </li>
  );
}

// What operators noted about a person.
export function Notes({ person }: { person: number }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { may } = useSession();
  const { data, error, reload } = useLoad(`notes of ${person}`, (signal) => api.notes(person, signal));
  const add = async (text: string) => {
    await api.addNote(person, text);
    void message.success(t("person.noteSaved"));
    reload();
  };
  return (
    <Card data-testid="person-notes">
      {may("analyst") && <Writer label={t("person.addNote")} onSave={add} />}
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active paragraph={{ rows: 2 }} /> : data.notes.length === 0 ? <Empty title={t("person.noNotes")} hint={t("person.noteHint")} /> : <ul className="notes">{data.notes.map((note) => <Note key={note.id} note={note} person={person} onChange={reload} />)}</ul>}
    </Card>
  );
}
