package gatehouse.dropin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;

/// What an app sends, read once from the raw bytes. As at a qBittorrent, GET and HEAD are read from the query alone and POST
/// from the body alone; a body that is neither a form nor multipart is refused.
///
/// @param values by name, as written
/// @param files parts with a file name, whatever their field is called
record AppRequest(Map<String, String> values, List<File> files) {

    private static final int MOST_PARTS = 10_000;
    private static final Pattern BOUNDED = Pattern.compile(";\\s*boundary\\s*=\\s*\"?[^\";,\\s]", Pattern.CASE_INSENSITIVE);

    record File(String name, byte[] content) {
    }

    /// @throws Problem 400 when it cannot be read, or says a name twice with two values
    static AppRequest query(String raw) {
        return form(Optional.ofNullable(raw).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    /// @throws Problem 400 as [#query], or when it is of another type
    static AppRequest body(String type, InputStream stream) {
        var body = whole(stream);
        var kind = Optional.ofNullable(type).orElse("").strip().toLowerCase(java.util.Locale.ROOT);
        if (kind.startsWith("multipart/form-data")) {
            return multipart(type, body);
        }
        if (body.length > 0 && !kind.startsWith("application/x-www-form-urlencoded")) {
            throw Problem.badRequest("The body is neither a form nor multipart/form-data.");
        }
        return form(body);
    }

    /// A body without a stated length is only found too large while it is read.
    private static byte[] whole(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException cut) {
            throw Problem.tooLarge();
        }
    }

    private static AppRequest form(byte[] bytes) {
        var values = new LinkedHashMap<String, String>();
        FormBody.parse(bytes).fields().forEach((name, all) -> all.forEach(value -> put(values, name, value)));
        return new AppRequest(values, List.of());
    }

    /// A server takes the last of two; whoever stands between must not guess which one was meant.
    private static void put(Map<String, String> values, String name, String value) {
        var other = values.put(name, value);
        if (other != null && !other.equals(value)) {
            throw Problem.badRequest("A parameter stands twice with two values.");
        }
    }

    /// The decoder ends in exceptions of no kind of its own when there is no boundary.
    private static AppRequest multipart(String type, byte[] body) {
        if (!BOUNDED.matcher(type).find()) {
            throw unreadable();
        }
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        try {
            var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request,
                    StandardCharsets.UTF_8, MOST_PARTS, -1);
            try {
                return parts(decoder);
            } finally {
                decoder.destroy();
            }
        } catch (ErrorDataDecoderException | IOException malformed) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.badRequest("The body cannot be read as multipart/form-data.");
    }

    private static AppRequest parts(HttpPostMultipartRequestDecoder decoder) throws IOException {
        var values = new LinkedHashMap<String, String>();
        var files = new ArrayList<File>();
        if (decoder.getBodyHttpDatas().isEmpty()) {
            throw unreadable();
        }
        for (var part : decoder.getBodyHttpDatas()) {
            switch (part) {
                case FileUpload file -> files.add(new File(file.getFilename(), file.get()));
                case Attribute field -> put(values, field.getName(), field.getValue());
                default -> throw Problem.badRequest("The body holds a part that is neither a field nor a file.");
            }
        }
        return new AppRequest(values, files);
    }
}
