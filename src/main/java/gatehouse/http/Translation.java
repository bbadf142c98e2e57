package gatehouse.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateGlobal;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/// Texts in the language of whoever is being answered ([Display]).
@ApplicationScoped
public class Translation {

    Translation() {
    }

    /// A message bundle that speaks the language of each moment's reader; injected ones speak only English.
    public static <T> T of(Class<T> bundle) {
        return bundle
                .cast(Proxy.newProxyInstance(bundle.getClassLoader(), new Class<?>[] { bundle }, (proxy, message, values) -> {
                    try {
                        return message.invoke(in(bundle, Display.current().language()), values);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static <T> T in(Class<T> bundle, String language) {
        return language.equals("en") ? MessageBundles.get(bundle)
                : MessageBundles.get(bundle, Localized.Literal.of(language));
    }

    void templates(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(
                template -> template.setAttribute(TemplateInstance.LOCALE, Display.current().language()));
    }

    /// For `lang` of every page.
    @TemplateGlobal
    static String language() {
        return Display.current().language();
    }
}
