package gatehouse.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import gatehouse.action.Actions;

class EvidenceTest {

    @Test
    void everyActionOfTheTableHasARowAndEveryRowEvidence() {
        var proved = Evidence.rows().stream().map(row -> row.action().id()).toList();
        assertEquals(List.of(),
                new Actions().all().stream().map(action -> action.id()).filter(id -> !proved.contains(id)).toList(),
                "actions without a row");
        assertEquals(List.of(), Evidence.rows().stream().filter(row -> row.proof().isEmpty()).toList(),
                "rows without evidence");
    }
}
