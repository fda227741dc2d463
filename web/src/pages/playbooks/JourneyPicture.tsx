import { Card } from "antd";
import { useMemo, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyBody } from "../../api/journeys";
import { layersOf } from "../../lib/journey_layout";
import { JourneyCanvas } from "../journeys/JourneyCanvas";
import { CanvasProvider } from "../journeys/canvas_context";
import { useJourneyNames } from "../journeys/use_journey_names";

const nothing = new Map<string, never>();

// The journey as its canvas will show it, only to look at.
export function JourneyPicture({ body, mailName }: { body: JourneyBody; mailName: (mail: string) => string }) {
  const { t } = useTranslation();
  const names = useJourneyNames(body, []);
  const info = useMemo(() => ({ entry: body.entry, steps: body.steps, names: { ...names, template: mailName }, flaws: nothing, problems: nothing }), [body, names, mailName]);
  const rows = 2 + Math.max(...layersOf(body.steps).values()); // the entry stands above them
  return (
    <Card className="canvas-card playbook-picture" style={{ "--rows": rows } as CSSProperties} title={t("playbooks.journey")}>
      <CanvasProvider value={info}><JourneyCanvas /></CanvasProvider>
    </Card>
  );
}
