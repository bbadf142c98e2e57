package gatehouse.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.house.House;
import gatehouse.house.Lodger;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Whatever an app asks, Gatehouse answers as the server itself does, and what it commands does the same: everything is asked
/// once of a real server and once, with an administrator's key, of Gatehouse before another that began alike.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class TwinsTest {

    @TestHTTPResource("/")
    URI root;

    @OnEachEra
    void gatehouseAnswersAsTheServerDoes(Era era) {
        try (var twins = Twins.of(era); var lodger = new Lodger(twins.other(), root)) {
            var comparison = new Comparison(twins.first(), twins.second(lodger.app(EnumSet.allOf(Right.class))));
            comparison.all();
            assertEquals("", String.join("\n", comparison.found()));
            assertEquals(List.of(), new Actions().all().stream().filter(action -> Deviations.asked(action, twins.api()))
                    .map(Action::id).filter(id -> !comparison.asked().contains(id)).toList(), "actions that were not asked");
        }
    }
}
