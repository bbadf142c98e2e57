package gatehouse.evidence;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.gate.Command.Upload;

/// A way to ask something of the instance under test through Gatehouse, as the administrator.
@FunctionalInterface
public interface Face {

    Answer ask(String action, Map<String, String> values, List<Upload> files);

    /// What came of it.
    ///
    /// @param status as our JSON face has it: 200 done, 409 not in this version, 502 the server said no
    /// @param content what the server said: JSON, or a text node, base64 when it is neither; missing when it said nothing
    /// @param sentence what a person is told
    record Answer(int status, JsonNode content, String sentence) {
    }
}
