/** Residents of a ward → their vehicles → violations → the stretch of road → its flow: the README's, over six subgraphs. */
export const QUERY = `query Overdue {
  residents(where: { unit: { code: "24", asOf: "2026-11-24" } }, first: 50) {
    nodes {
      personalId
      permanentResidence { nameVi }
      vehicles(first: 10) {
        nodes {
          id
          inspectionValidUntil
          owner { personalId }
          administrativeUnit(asOf: "2026-11-24") { code }
          violations(first: 10) {
            nodes { id violationCode roadSegment { id officialRef flow { averageVehicleSpeed dateObserved } } }
          }
        }
      }
    }
  }
}`;
