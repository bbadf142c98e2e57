package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/// A stream of server-sent events with somebody's session.
record LiveStream(HttpURLConnection connection, BufferedReader reader) implements AutoCloseable {

    static LiveStream open(URL address, People person) throws IOException {
        var connection = (HttpURLConnection) URI.create(address.toString()).toURL().openConnection();
        connection.setRequestProperty("Cookie", "gatehouse=" + person.cookie());
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout(30_000);
        assertEquals(200, connection.getResponseCode());
        return new LiveStream(connection,
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
    }

    /// The data of the next event that is not a heartbeat.
    String event() throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data:{\"") || line.startsWith("data: {\"")) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    String line() throws IOException {
        return reader.readLine();
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
