import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Checkbox, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Topic } from "../../api/engage";
import { topicId } from "../../lib/campaigns";
import type { RulesProps } from "./Sending";

// What people may agree to hear about. The id of one stays whatever it is called: decisions name it.
export function TopicsCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  const { topics } = rules;
  const set = (index: number, part: Partial<Topic>) => change({ topics: topics.map((old, i) => (i === index ? { ...old, ...part } : old)) });
  const add = () => change({ topics: [...topics, { id: topicId("", topics.map((one) => one.id)), name: "", opt_in: false }] });
  return (
    <Card title={t("sending.topics.title")} className="builder" data-testid="topics">
      <p className="hint first">{t("sending.topics.lead")}</p>
      {topics.map((topic, i) => (
        <div key={i} className="topic-line" data-testid="topic-line">
          <Input disabled={disabled} value={topic.name} placeholder={t("sending.topics.name")} aria-label={t("sending.topics.name")} onChange={(e) => set(i, { name: e.target.value })} data-testid="topic-name" />
          <Input disabled={disabled} value={topic.id} className="code" aria-label={t("sending.topics.id")} title={t("sending.topics.idHint")} onChange={(e) => set(i, { id: e.target.value })} data-testid="topic-id" />
          <Checkbox disabled={disabled} checked={topic.opt_in ?? false} onChange={(e) => set(i, { opt_in: e.target.checked })} title={t("sending.topics.optInHint")}>{t("sending.topics.optIn")}</Checkbox>
          <Button type="text" size="small" disabled={disabled} icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => change({ topics: topics.filter((_, j) => j !== i) })} />
        </div>
      ))}
      {!disabled && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={add} data-testid="add-topic">{t("sending.topics.add")}</Button>}
    </Card>
  );
}
