package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.config.Trace;
import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/// What a trace tells of a command, and what it keeps to itself.
class TraceTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private SdkTracerProvider provider;

    @BeforeEach
    void collect() {
        provider = SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    @AfterEach
    void stop() {
        GlobalOpenTelemetry.resetForTest();
        provider.close();
    }

    @Test
    void aCommandLiesInItsRequestAndTheExchangeInTheCommand() {
        try (var house = SmallHouse.on(Era.installed()); var gate = new SmallGate(house)) {
            var file = TorrentFile.of("untold.iso", 100_000);
            house.fill(List.of(file), Map.of());
            Qbittorrent.await(file.name(), () -> gate.mirror().snapshot().torrents().size() == 1);
            try (var request = Trace.request("POST api")) {
                assertInstanceOf(Outcome.Done.class,
                        gate.run(SmallGate.OLA, "torrents/addTags", Map.of("hashes", file.hash(), "tags", "untold")));
                assertInstanceOf(Outcome.Missing.class, gate.run(SmallGate.OLA, "untold/action", Map.of()));
            }
            var ended = spans.getFinishedSpanItems();
            assertEquals(List.of("torrents/addTags", "command", "command", "POST api"),
                    ended.stream().map(SpanData::getName).toList());
            assertEquals(ended.get(1).getSpanId(), ended.get(0).getParentSpanId());
            assertEquals(ended.get(3).getSpanId(), ended.get(1).getParentSpanId());
            assertEquals(Map.of("gatehouse.instance", "attic", "gatehouse.answer", "200"), told(ended.get(0)));
            assertEquals(Map.of("gatehouse.instance", "attic", "gatehouse.action", "torrents/addTags", "gatehouse.outcome",
                    "done"), told(ended.get(1)));
            assertEquals(Map.of("gatehouse.instance", "", "gatehouse.action", "", "gatehouse.outcome", "missing"),
                    told(ended.get(2)));
        }
    }

    /// As the poller's questions are.
    @Test
    void whatNoRequestStandsBehindIsNotTraced() {
        try (var house = SmallHouse.on(Era.installed()); var gate = new SmallGate(house)) {
            assertInstanceOf(Outcome.Done.class, gate.run(SmallGate.OLA, "torrents/info", Map.of()));
            assertTrue(house.door().count("sync/maindata") > 0);
            assertEquals(List.of(), spans.getFinishedSpanItems());
        }
    }

    private static Map<String, String> told(SpanData span) {
        var told = new TreeMap<String, String>();
        span.getAttributes().forEach((key, value) -> told.put(key.getKey(), value.toString()));
        return told;
    }
}
