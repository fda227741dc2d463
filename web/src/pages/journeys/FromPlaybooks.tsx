import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { playbooks } from "../../lib/playbooks";

// Journeys that one can begin with, each as its playbook.
export function FromPlaybooks() {
  const { t } = useTranslation();
  return (
    <div className="tag-examples">
      {playbooks.map(({ key }) => (
        <Link key={key} to={`/playbooks/${key}`} className="tag-example" data-testid={`journey-playbook-${key}`}>
          <b>{t(`playbooks.book.${key}.name`)}</b>
          <span>{t(`playbooks.book.${key}.about`)}</span>
        </Link>
      ))}
    </div>
  );
}
