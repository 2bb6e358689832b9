using System.Net;

namespace Supervision.Web;

/// <summary>The URLs that the site listens on, and the host names that its visitors may call it by.</summary>
internal sealed record Addresses(IReadOnlyList<string> Urls, bool AnyHost)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <exception cref="ArgumentException">A URL is malformed, or not loopback and that is not allowed.</exception>
    internal static Addresses Parse(string urls, bool allowRemote)
    {
        var list = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (list.Length == 0)
            throw new ArgumentException("An address to listen on is needed, e.g. http://localhost:5080", nameof(urls));
        var remote = false;
        foreach (var url in list)
        {
            // Kestrel also takes http://*:80 and http://+:80, which are no URIs: they mean every address.
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp
                || uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
                throw new ArgumentException($"\"{url}\" is not an address like http://localhost:5080", nameof(urls));
            if (IsLoopback(uri))
                continue;
            remote = true;
            if (!allowRemote)
                throw new ArgumentException($"\"{url}\" is not loopback, and nobody signs in yet", nameof(urls));
        }

        return new Addresses(list, remote);
    }

    /// <summary>
    /// Whether a request's Host names this machine's loopback. A page elsewhere that has its own name resolve to
    /// 127.0.0.1 (DNS rebinding) sends its own name.
    /// </summary>
    internal bool Serves(HostString host) =>
        AnyHost || Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    private static bool IsLoopback(Uri uri) => Loopback.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.Host, out var address) && address.Equals(IPAddress.Loopback));
}
