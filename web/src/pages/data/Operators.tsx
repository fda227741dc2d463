import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Card, Popconfirm, Select, Space, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import type { OperatorView, Role } from "../../api/types";
import { useSession } from "../../app/session";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { NewOperator, roles } from "./NewOperator";
import { ResetPassword } from "./ResetPassword";

function RoleSelect({ who, onChange }: { who: OperatorView; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  const options = roles.map((value) => ({ value, label: t(`role.${value}`), title: t(`account.may.${value}`) }));
  return <Select size="small" className="role" value={who.role} options={options} popupMatchSelectWidth={false} aria-label={t("data.operatorRole")} data-testid="operator-role" onChange={onChange} />;
}

// One's own role and access are out of reach here: nobody locks themselves out by a slip.
export function Operators() {
  const { t } = useTranslation();
  const { who } = useSession();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);
  const [resetting, setResetting] = useState<OperatorView>();
  const { data, error, loading, reload } = useLoad("operators", (signal) => api.operators(signal));
  const after = (work: Promise<object>) => work.then(() => {
    void message.success(t("segments.saved"));
    reload();
  }, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  const tools = (o: OperatorView) => o.id === who.id ? <Link to="/account">{t("account.change")}</Link> : (
    <Space size={0} wrap className="tools-cell">
      <Button size="small" type="text" onClick={() => setResetting(o)} data-testid="reset-password">{t("account.reset")}</Button>
      <Popconfirm title={t("data.confirmDeleteOperator", { name: o.name || o.email })} okText={t("common.remove")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => after(api.deleteOperator(o.id))}>
        <Button size="small" type="text" danger data-testid="remove-operator">{t("common.remove")}</Button>
      </Popconfirm>
    </Space>
  );
  const columns: TableColumnsType<OperatorView> = [
    { title: t("common.name"), key: "name", render: (_, o) => <span className="two-lines"><span className="row"><b>{o.name || o.email}</b>{o.id === who.id && <Tag bordered={false}>{t("data.you")}</Tag>}</span><small>{o.email}</small></span> },
    { title: t("data.operatorRole"), key: "role", render: (_, o) => (o.id === who.id ? t(`role.${o.role}`) : <RoleSelect who={o} onChange={(role) => void after(api.setRole(o.id, role))} />) },
    { key: "tools", align: "right", render: (_, o) => tools(o) },
  ];
  return (
    <Card className="table-card" title={t("data.operators")} extra={<Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)} data-testid="new-operator">{t("data.newOperator")}</Button>}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <Table<OperatorView> rowKey="id" size="small" columns={columns} dataSource={data?.operators ?? []} loading={loading} pagination={false} scroll={{ x: "max-content" }} />}
      <NewOperator open={making} onClose={() => setMaking(false)} onDone={reload} />
      <ResetPassword who={resetting} onClose={() => setResetting(undefined)} />
    </Card>
  );
}
