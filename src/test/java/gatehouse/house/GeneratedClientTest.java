package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.client.ApiClient;
import gatehouse.client.ApiException;
import gatehouse.client.api.AuditApi;
import gatehouse.client.api.InstancesApi;
import gatehouse.client.api.OwnersApi;
import gatehouse.client.api.PeopleApi;
import gatehouse.client.api.TorrentsActionsApi;
import gatehouse.client.api.TorrentsApi;
import gatehouse.client.model.AssignRequest;
import gatehouse.client.model.ShareRequest;
import gatehouse.client.model.TorrentsAddRequest;
import gatehouse.client.model.TorrentsDeleteRequest;
import gatehouse.client.model.TorrentsStartRequest;
import gatehouse.client.model.TorrentsStopRequest;
import gatehouse.client.model.Upload;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// A program that only knows the description of the API: its client was generated from it when the tests were built.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class GeneratedClientTest {

    private static final TorrentFile FILE = TorrentFile.hollow("By a generated client.mkv", 300_000);

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/")
    URI root;

    private ApiClient client(People person) {
        var client = new ApiClient();
        client.updateBaseUri(root.toString().replaceAll("/$", ""));
        client.setRequestInterceptor(request -> request.header("Cookie", "gatehouse=" + person.cookie()).header("X-CSRF-Token",
                person.csrf()));
        return client;
    }

    @AfterEach
    void empty() {
        Loft.empty();
    }

    @Test
    void aTorrentIsAddedStoppedStartedAndDeleted() throws ApiException {
        var client = client(People.signIn("ola"));
        var actions = new TorrentsActionsApi(client);
        var added = actions.torrentsAdd("loft", new TorrentsAddRequest().addTorrentsItem(upload()).stopped(true)
                .savepath(House.loft().downloads().toString()).category("kim"));
        assertEquals(true, added.getDone());
        Loft.await("the torrent is there", () -> Loft.shows(FILE) && House.loft().state(FILE.hash()).equals("pausedDL"));

        assertEquals(1, actions.torrentsStart("loft", new TorrentsStartRequest().hashes(List.of(FILE.hash()))).getTorrents());
        Loft.await("it is started", () -> !House.loft().state(FILE.hash()).startsWith("paused"));
        var listed = new TorrentsApi(client).torrents("on:loft generated", null, null, null);
        assertEquals(List.of(FILE.hash()), listed.getTorrents().stream().map(torrent -> torrent.getHash()).toList());

        actions.torrentsStop("loft", new TorrentsStopRequest().hashes(List.of(FILE.hash())));
        Loft.await("it is stopped", () -> House.loft().state(FILE.hash()).equals("pausedDL"));
        actions.torrentsDelete("loft", new TorrentsDeleteRequest().hashes(List.of(FILE.hash())).deleteFiles(true));
        Loft.await("it is gone", () -> House.loft().state(FILE.hash()).isEmpty() && !Loft.shows(FILE));
    }

    @Test
    void aRefusalArrivesAsWhatItIs() throws ApiException {
        var client = client(People.signIn("vic"));
        assertEquals(List.of("attic"),
                new InstancesApi(client).instances().getInstances().stream().map(one -> one.getInstance()).toList());
        var refused = assertThrows(ApiException.class, () -> new TorrentsActionsApi(client).torrentsStop("attic",
                new TorrentsStopRequest().hashes(List.of(House.FILMS.getFirst().hash()))));
        assertEquals(403, refused.getCode());
        assertTrue(refused.getResponseBody().contains("\"right\":\"control\""), refused.getResponseBody());
    }

    /// What is answered has the shapes that are described, or the client could not read it.
    @Test
    void everyAnswerIsOfItsShape() throws ApiException {
        var client = client(People.signIn("ola"));
        var hash = House.FILMS.getFirst().hash();
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        assertEquals("ola", new PeopleApi(client).me().getName());
        var explained = new PeopleApi(client).explain("control", "attic", hash, null, null, null);
        assertTrue(explained.getAllowed() && explained.getGrant().getDo().equals("any"), explained::toString);
        assertEquals("Attic", new InstancesApi(client).instance("attic").getTitle());
        var torrents = new TorrentsApi(client);
        assertEquals(2, torrents.torrents("on:attic", "-size", 0, 300).getTotal());
        assertEquals(1, torrents.torrent("attic", hash, "files").getParts().size());

        var owners = new OwnersApi(client);
        assertEquals("local:ola", owners.assign("attic", hash, new AssignRequest().person("local:ola")).getOwner());
        assertEquals(Map.of("*", "see"), owners.share("attic", hash,
                new ShareRequest().person("*").may(ShareRequest.MayEnum.SEE)).getShared());
        assertEquals(Map.of(), owners.unshare("attic", hash, "*").getShared());
        assertEquals(false, owners.release("attic", hash).getOwned());
        var audit = new AuditApi(client);
        assertEquals(List.of("owner/release"), audit.audit(null, "attic", null, hash, "done", null, null, null, 1).getEntries()
                .stream().map(entry -> entry.getAction()).toList());
        assertEquals(true, audit.verifyAudit().getIntact());
    }

    private static Upload upload() {
        return new Upload().name("generated.torrent").content(Base64.getEncoder().encodeToString(FILE.bytes()));
    }
}
