package gatehouse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.api.InstanceJson.Cannot;

/// What servers of an age do not have: of qBittorrent 5.3, 4.5 and 3.3.
class CannotTest {

    private static Cannot of(ApiVersion version) {
        return Cannot.of(new Actions().all(), version);
    }

    @Test
    void theNewestLacksOnlyWhatWasTakenAway() {
        var cannot = of(new ApiVersion(2, 16, 2));
        assertEquals(List.of("search/categories"), cannot.actions());
        assertEquals(List.of("cookie"), cannot.parameters().get("torrents/add"));
    }

    @Test
    void anOlderOneLacksWhatCameLater() {
        var cannot = of(new ApiVersion(2, 8, 19));
        assertTrue(cannot.actions().containsAll(List.of("torrents/setTags", "app/getDirectoryContent")));
        assertFalse(cannot.actions().contains("torrents/stop"), "it calls it pause");
        assertFalse(cannot.actions().contains("torrents/info"), "Gatehouse answers it");
        assertTrue(cannot.parameters().get("torrents/add").contains("forced"));
        assertFalse(cannot.parameters().get("torrents/add").contains("stopped"), "it calls it paused");
    }

    @Test
    void aLegacyOneHasWhatItsOwnPathsFill() {
        var cannot = of(ApiVersion.legacy(10));
        assertTrue(cannot.actions().containsAll(List.of("torrents/setTags", "rss/items")));
        assertFalse(cannot.actions().contains("torrents/delete"));
        assertFalse(cannot.parameters().containsKey("torrents/delete"), "two paths stand for deleteFiles");
        assertTrue(cannot.parameters().get("torrents/add").containsAll(List.of("tags", "stopped")));
        assertFalse(cannot.parameters().get("torrents/add").contains("category"));
    }
}
