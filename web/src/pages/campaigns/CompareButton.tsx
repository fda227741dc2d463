import { BarChartOutlined } from "@ant-design/icons";
import { Button, Tooltip, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import type { CampaignView } from "../../api/engage";
import { leastCompared, mostCompared } from "../../lib/compare";

// Which campaigns are ticked to be compared, and the ticks as a table has them.
export function useTicks(all: readonly CampaignView[]): { ticked: string[]; ticks: NonNullable<TableProps<CampaignView>["rowSelection"]> } {
  const { t } = useTranslation();
  const [keys, setKeys] = useState<string[]>([]);
  const ticked = keys.filter((id) => all.some((one) => one.id === id));
  const full = ticked.length >= mostCompared;
  return {
    ticked,
    ticks: {
      selectedRowKeys: ticked, preserveSelectedRowKeys: true, hideSelectAll: true, columnWidth: 40, onChange: (next) => setKeys(next.map(String)),
      getCheckboxProps: ({ id, name }) => ({ disabled: full && !ticked.includes(id), "aria-label": t("compare.tick", { name }), ...{ "data-testid": "tick" } }),
      // A click beside the box is no click on the row.
      onCell: () => ({ onClick: (event) => event.stopPropagation() }),
    },
  };
}

export function CompareButton({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const few = ids.length < leastCompared;
  return (
    <Tooltip title={few && t("compare.few")}>
      <Button icon={<BarChartOutlined />} disabled={few} onClick={() => navigate(`/campaigns/compare?ids=${ids.join(",")}`)} data-testid="compare">{t("compare.do")}</Button>
    </Tooltip>
  );
}
