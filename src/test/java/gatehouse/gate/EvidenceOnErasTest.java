package gatehouse.gate;

import gatehouse.evidence.Evidence;
import gatehouse.evidence.Scene;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.SmallHouse;

/// Every action of the table at real servers of each era: through the gate, and read back past it.
class EvidenceOnErasTest {

    @OnEachEra
    void everyActionDoesWhatItSays(Era era) {
        try (var house = SmallHouse.on(era); var site = Evidence.site(); var gate = new SmallGate(house)) {
            Evidence.run(new Scene(house.server(), house.door(), gate.api(), site, gate.face()));
        }
    }
}
