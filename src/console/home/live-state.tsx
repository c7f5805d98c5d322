import { useLanguage, useSay } from '../language/language.ts';
import { toNotices } from '../notice.ts';
import type { Dataset } from './hub-state.ts';
import { useHubState } from './use-hub-state.ts';

const datasets: readonly Dataset[] = [
  'vehicles',
  'roadSegments',
  'trafficFlowObserved',
  'trafficIncidents',
  'trafficAccidents',
  'trafficViolations',
];

/** How much there is of each dataset, and which source does not answer. */
export function LiveState() {
  const language = useLanguage();
  const say = useSay();
  const { answer, asOf, failure, asking, refresh } = useHubState();
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const number = new Intl.NumberFormat(locale);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const notices = answer ? toNotices(answer, language) : [];
  return (
    <section aria-labelledby="state-heading">
      <div className="state-head">
        <h2 id="state-heading">{say('stateHeading')}</h2>
        <p className="quiet" role="status">
          {asking && !answer ? say('stateLoading') : asOf && `${say('stateAsOf')} ${clock.format(asOf)}`}
        </p>
        <button type="button" disabled={asking} onClick={refresh}>
          {say('stateRefresh')}
        </button>
      </div>
      {failure !== undefined && (
        <div className="warning" role="alert">
          <strong>{say('stateUnreachable')}.</strong> {say('stateUnreachableHint')}
          <br />
          <small>{failure}</small>
        </div>
      )}
      {answer && (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('datasetHeading')}</th>
                <th scope="col">{say('countHeading')}</th>
              </tr>
            </thead>
            <tbody>
              {datasets.map((dataset) => {
                const count = answer.data?.[dataset]?.totalCount;
                return (
                  <tr key={dataset}>
                    <th scope="row">{say(dataset)}</th>
                    <td>
                      {count === undefined || count === null ? (
                        <em>{say('countUnknown')}</em>
                      ) : (
                        number.format(count)
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <h3>{say('sourcesHeading')}</h3>
          {notices.length === 0 ? (
            <p>{say('sourcesAllAnswer')}</p>
          ) : (
            <ul className="warning">
              {notices.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
