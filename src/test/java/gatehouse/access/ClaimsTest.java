package gatehouse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.config.SignInRules;

class ClaimsTest {

    private static final SignInRules RULES = new SignInRules(List.of("realm_access", "roles"), List.of("groups"),
            Optional.empty());

    private static Person person(String json) throws JsonProcessingException {
        return Claims.person(new ObjectMapper().readTree(json), Optional.empty(), RULES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"realm_access\":{\"roles\":[\"admin\",\"viewer\"]}} | admin,viewer",
            "{\"realm_access\":{\"roles\":\"admin,viewer\"}} | ",
            "{\"realm_access\":{\"roles\":\"admin\"}} | ",
            "{\"realm_access\":[\"admin\"]} | ",
            "{\"realm_access\":{\"roles\":{\"admin\":true}}} | ",
            "{\"realm_access\":{\"roles\":[1,true,null,[\"admin\"],{\"a\":\"admin\"}]}} | ",
            "{\"realm_access\":{\"roles\":[\" \",\"\"]}} | ",
            "{\"realm_access\":{\"Roles\":[\"admin\"]}} | ",
            "{\"roles\":[\"admin\"]} | ",
            "{\"resource_access\":{\"other\":{\"roles\":[\"admin\"]}}} | ",
            "{} | " })
    void onlyAListOfTextsAtTheConfiguredPlaceGrantsRoles(String token, String expected) throws JsonProcessingException {
        assertEquals(expected == null ? Set.of() : Set.of(expected.split(",")), person(token).roles());
    }

    @Test
    void identityIsIssuerAndSubjectWhateverTheName() throws JsonProcessingException {
        var one = person(
                "{\"iss\":\"https://idp\",\"sub\":\"1\",\"preferred_username\":\"alice\",\"email\":\"a@example.org\"}");
        var other = person(
                "{\"iss\":\"https://idp\",\"sub\":\"2\",\"preferred_username\":\"alice\",\"email\":\"a@example.org\"}");
        assertEquals("https://idp#1", one.id());
        assertTrue(!one.id().equals(other.id()));
        assertEquals("alice", one.name());
    }

    @Test
    void aProviderCannotSpeakForLocalAccounts() throws JsonProcessingException {
        assertEquals("https://local#ann", person("{\"iss\":\"https://local\",\"sub\":\"ann\"}").id());
    }

    @Test
    void whatIsNoTokenHasNoContent() {
        assertTrue(Claims.content("opaque").isEmpty());
        assertTrue(Claims.content("a.b.c").isEmpty());
        assertTrue(Claims.content(null).isEmpty());
    }
}
