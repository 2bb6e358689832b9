using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Supervision.Tidy.Tests;

/// <summary>
/// What the compiled domain calls. A pragma can silence the analyzer of banned symbols, not the compiled code.
/// </summary>
internal static class AssemblyRules
{
    private static readonly string[] BannedTypes =
    [
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Console",
        "System.Security.Cryptography.RandomNumberGenerator", "System.AppContext", "System.Diagnostics.Process",
    ];

    private static readonly string[] BannedNamespaces = ["System.IO", "System.Net", "System.Threading"];

    private static readonly string[] BannedMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeZoneInfo.get_Local",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    ];

    public static IEnumerable<string> Impurities(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var name = Path.GetFileName(assembly);
        var types = metadata.TypeReferences.Select(h => FullName(metadata, h)).ToHashSet(StringComparer.Ordinal);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{FullName(metadata, (TypeReferenceHandle)m.Parent)}.{metadata.GetString(m.Name)}")
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. types.Where(IsBanned).Select(t => $"{name} uses {t}"),
            .. BannedMembers.Where(members.Contains).Select(m => $"{name} calls {m}"),
            .. members.Where(OfEnvironment).Select(m => $"{name} calls {m}"),
        ];
    }

    /// <summary>Assemblies that do not come with .NET itself.</summary>
    public static IEnumerable<string> Foreigners(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))
                .Where(n => n != "System" && !n.StartsWith("System.", StringComparison.Ordinal))
                .Select(n => $"{Path.GetFileName(assembly)} references {n}"),
        ];
    }

    private static bool IsBanned(string type) =>
        BannedTypes.Contains(type)
        || BannedNamespaces.Any(n => type.StartsWith(n + ".", StringComparison.Ordinal));

    /// <summary>The compiler itself asks for the thread's number, in every iterator.</summary>
    private static bool OfEnvironment(string member) =>
        member.StartsWith("System.Environment.", StringComparison.Ordinal)
        && member != "System.Environment.get_CurrentManagedThreadId";

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
