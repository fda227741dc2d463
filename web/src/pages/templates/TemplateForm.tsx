import { ArrowLeftOutlined, SendOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Popconfirm, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { ApiError } from "../../api/client";
import { templates, type Channel, type Content, type TemplateBody } from "../../api/engage";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { ChannelField } from "../../components/channel/ChannelField";
import { ChannelName } from "../../components/channel/ChannelName";
import { useReadyChannels } from "../../hooks/use_ready_channels";
import { beginContent, placeOf } from "../../lib/templates_mail";
import { ContentForm } from "./ContentForm";
import { LanguageTabs } from "./LanguageTabs";
import { Preview } from "./Preview";
import { TestDialog } from "./TestDialog";

interface Props { id?: string; begin: TemplateBody }

export function TemplateForm({ id, begin }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const [body, setBody] = useState(begin);
  const [kept, setKept] = useState(id ? JSON.stringify(begin) : "");
  const [current, setCurrent] = useState(0);
  const [person, setPerson] = useState(0);
  const [testing, setTesting] = useState(false);
  const [refused, setRefused] = useState<unknown>(); // when it was saved
  const [broken, setBroken] = useState<unknown>(); // in the preview
  const [busy, setBusy] = useState(false);
  const changed = JSON.stringify(body) !== kept;
  const ready = useReadyChannels();
  const change = (part: Partial<TemplateBody>) => setBody((old) => ({ ...old, ...part }));
  const setChannel = (channel: Channel) => {
    setRefused(undefined);
    change({ channel, contents: body.contents.map((one) => beginContent(one, channel, t)) });
  };
  const setContent = (content: Content) => {
    setRefused(undefined);
    change({ contents: body.contents.map((old, i) => (i === current ? content : old)) });
  };
  const problem = (refused ?? broken) as unknown;
  const place = problem instanceof ApiError ? placeOf(problem.field) : undefined;
  const here = place && (place.content === undefined || place.content === current) && place.part ? place.part : undefined;
  const nameProblem = refused instanceof ApiError && (refused.field === "name" || refused.code === "conflict") ? refused.message : "";

  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
    } catch (failure) {
      setRefused(failure);
      if (failure instanceof ApiError) setCurrent(Math.min(placeOf(failure.field).content ?? current, body.contents.length - 1));
    }
    setBusy(false);
  };
  const save = () => act(async () => {
    if (body.name.trim() === "") throw new ApiError(0, "invalid_argument", t("templates.needName"), "name");
    const done = id ? await templates.change(id, body) : await templates.create(body);
    setKept(JSON.stringify(body));
    void message.success(t("templates.saved"));
    if (!id) navigate(`/templates/${done.id}`, { replace: true });
  });
  const remove = () => act(async () => {
    await templates.remove(id!);
    void message.success(t("templates.deleted"));
    navigate("/templates");
  });
  const tools = may("analyst") && (
    <Space wrap>
      {changed && <Tag color="gold" bordered={false}>{t("segments.unsaved")}</Tag>}
      <Button icon={<SendOutlined />} onClick={() => setTesting(true)} data-testid="test-send">{t("templates.test")}</Button>
      {id && (
        <Popconfirm title={t("templates.confirmDelete", { name: begin.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove()}>
          <Button danger data-testid="delete-template">{t("common.delete")}</Button>
        </Popconfirm>
      )}
      <Button type="primary" disabled={!changed} loading={busy} onClick={() => void save()} data-testid="save-template">{t("common.save")}</Button>
    </Space>
  );
  const content = body.contents[current]!;
  const title = <span className="row"><Link to="/templates" aria-label={t("templates.back")}><ArrowLeftOutlined /></Link>{body.name || t("templates.untitled")}{id && <Tag className="channel-tag" bordered={false} title={t("templates.channelStays")}><ChannelName channel={body.channel} testid="template-channel" /></Tag>}</span>;
  return (
    <Page title={title} extra={tools}>
      {refused !== undefined && !nameProblem && !here && <Problem error={refused} />}
      <div className="columns even mail-editor">
        <div className="stack">
          <Card className="builder">
            <div className="pair">
              <div className="field">
                <label htmlFor="template-name">{t("common.name")}</label>
                <Input id="template-name" value={body.name} maxLength={200} status={nameProblem ? "error" : ""} onChange={(e) => change({ name: e.target.value })} data-testid="template-name" />
                {nameProblem && <span className="field-problem">{nameProblem}</span>}
              </div>
              <div className="field">
                <label htmlFor="template-description">{t("common.description")}</label>
                <Input id="template-description" value={body.description} maxLength={1000} onChange={(e) => change({ description: e.target.value })} />
              </div>
            </div>
            {!id && <ChannelField value={body.channel} ready={ready} onChange={setChannel} />}
            <LanguageTabs contents={body.contents} current={current} onCurrent={setCurrent} onChange={(contents) => change({ contents })} />
            <ContentForm key={`${body.channel} ${current} ${content.language}`} channel={body.channel} content={content} onChange={setContent} {...(here ? { problem: { part: here, text: (problem as ApiError).message } } : {})} />
          </Card>
        </div>
        <Preview message={{ channel: body.channel, contents: body.contents }} language={content.language} person={person} onPerson={setPerson} onBroken={setBroken} />
      </div>
      {testing && <TestDialog message={{ channel: body.channel, contents: [content, ...body.contents.filter((one) => one !== content)] }} person={person} onClose={() => setTesting(false)} />}
    </Page>
  );
}
